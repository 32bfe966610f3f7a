package dev.comfymesh.systemtests;

import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.testkit.FactReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The topic of jobs as somebody treats it who has no business there: reads it, says things again, says nonsense, winds readers back. */
record Tape(String kafka) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GROUP_LIMIT = Duration.ofSeconds(40);

    /** What was said of this kind about these jobs, in order for each. */
    <F extends JobFact> List<F> factsOf(Collection<UUID> jobs, Class<F> kind) {
        try (var log = FactReader.of(kafka, Topic.JOBS)) {
            return jobs.stream()
                    .flatMap(id -> log.factsOf(id).stream())
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    /** Every record once more, in the order of its partition. */
    void playAgain() {
        var records = records();
        send(records.stream()
                .map(was -> new ProducerRecord<>(was.topic(), was.partition(), was.key(), was.value(), was.headers()))
                .toList());
    }

    /** Says something about a job of nobody that cannot be read, once without an envelope; answers the job. */
    UUID sayNonsense() {
        var job = UUID.randomUUID();
        var bare = new ProducerRecord<>(Topic.JOBS.name(), job.toString(), bytes("\u0000 nonsense"));
        var enveloped = new ProducerRecord<>(Topic.JOBS.name(), job.toString(), bytes("{\"jobId\": 7"));
        enveloped.headers().add("ce_type", bytes("dev.comfymesh.JobAccepted.v1"));
        enveloped.headers().add("ce_source", bytes("ingest-service"));
        enveloped.headers().add("ce_sequence", bytes("1"));
        send(List.of(bare, enveloped));
        return job;
    }

    /** Says under a service's name that an attempt of the job, of which nobody knows, is not wanted: a fact of this number. */
    void say(UUID job, String service, long number) {
        var fact = new AttemptRevokeRequested(job, Instant.now(), UUID.randomUUID(), "said by a stranger");
        var record = new ProducerRecord<>(Topic.JOBS.name(), job.toString(), WireJson.write(fact));
        record.headers().add("ce_type", bytes(WireJson.typeOf(AttemptRevokeRequested.class)));
        record.headers().add("ce_source", bytes(service));
        record.headers().add("ce_sequence", bytes(Long.toString(number)));
        send(List.of(record));
    }

    /** Puts a service, which must be down, back to the beginning; waits until the broker has forgotten its member. */
    void windBack(String service) {
        var beginning = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions().forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Awaitility.await(service + "'s group can be moved")
                    .atMost(GROUP_LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> moved(admin, service, beginning));
        }
    }

    private static boolean moved(Admin admin, String group, Map<TopicPartition, OffsetAndMetadata> offsets)
            throws InterruptedException {
        try {
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
            return true;
        } catch (ExecutionException stillInUse) {
            return false;
        }
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest", "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions());
            var ends = consumer.endOffsets(consumer.assignment());
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all"), new StringSerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
            producer.flush();
        }
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, Topic.JOBS.partitions())
                .mapToObj(partition -> new TopicPartition(Topic.JOBS.name(), partition))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
