package dev.comfymesh.testkit;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything on one topic from its beginning, as an outsider reads it. To be used by one thread. */
public final class FactReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<StatedFact> seen = new ArrayList<>();

    private FactReader(String kafka, Topic topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest", "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList());
    }

    /** Reads a topic of the broker of the test run. */
    public static FactReader of(Topic topic) {
        return of(Servers.shared().kafka(), topic);
    }

    /** Reads a topic of the broker at this address. */
    public static FactReader of(String kafka, Topic topic) {
        return new FactReader(kafka, topic);
    }

    /** Everything that is on the topic at this moment; records of one subject are in order. */
    public List<StatedFact> all() {
        catchUp();
        return List.copyOf(seen);
    }

    /** The first record that this holds for, waiting for it; fails with all that was seen instead. */
    public StatedFact await(Predicate<StatedFact> wanted) {
        return await(() -> seen.stream().filter(wanted).findFirst());
    }

    /** The first fact of this kind about the job, waiting for it. */
    public <F extends JobFact> F await(UUID jobId, Class<F> kind) {
        return await(jobId, kind, _ -> true);
    }

    /** The first fact of this kind about the job that this holds for, waiting for it. */
    public <F extends JobFact> F await(UUID jobId, Class<F> kind, Predicate<F> wanted) {
        return await(() -> about(jobId, kind).filter(wanted).findFirst());
    }

    /** All facts of this kind about the job, in order, once there are at least so many. */
    public <F extends JobFact> List<F> await(UUID jobId, Class<F> kind, int count) {
        return await(() -> Optional.of(about(jobId, kind).toList()).filter(facts -> facts.size() >= count));
    }

    /** All facts about the job that are on the log at this moment, in order. */
    public List<JobFact> factsOf(UUID jobId) {
        catchUp();
        return about(jobId, JobFact.class).toList();
    }

    /** The same without what was sent again under the same number, as a relay does that died before it noted the first time. */
    public List<JobFact> factsOnceOf(UUID jobId) {
        catchUp();
        var known = new HashSet<String>();
        return seen.stream()
                .filter(stated -> stated.subject().equals(jobId.toString()))
                .filter(stated -> known.add(stated.source() + " " + stated.sequence()))
                .flatMap(stated -> stated.fact().stream())
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private <T> T await(Supplier<Optional<T>> wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var found = wanted.get();
            if (found.isPresent()) {
                return found.get();
            }
            poll();
        }
        throw new AssertionError("not on the log after " + PATIENCE.toSeconds() + " s; seen were:\n" + describe());
    }

    private <F extends JobFact> Stream<F> about(UUID jobId, Class<F> kind) {
        return seen.stream()
                .filter(stated -> stated.subject().equals(jobId.toString()))
                .flatMap(stated -> stated.fact().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private void catchUp() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    private void poll() {
        consumer.poll(POLL).forEach(read -> seen.add(StatedFact.of(read)));
    }

    private String describe() {
        return seen.stream()
                .map(fact -> "  %s %s #%d by %s".formatted(fact.subject(), fact.type(), fact.sequence(), fact.source()))
                .collect(Collectors.joining("\n"));
    }
}
