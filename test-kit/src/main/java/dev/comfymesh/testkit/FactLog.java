package dev.comfymesh.testkit;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log as one service writes it: facts carry the headers of the outbox, and each (subject, service) counts from 1
 * without a gap. What was stated is on the broker when the call returns.
 */
public final class FactLog implements AutoCloseable {
    private static final Map<String, Long> LAST_SEQUENCES = new ConcurrentHashMap<>();

    private final KafkaProducer<String, byte[]> producer;
    private final String service;
    private final Random traces = new Random();

    private FactLog(String kafka, String service) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
        this.service = service;
    }

    /** Writes as this service, {@code router-service} for example, to the broker of the test run. */
    public static FactLog as(String service) {
        return new FactLog(Servers.shared().kafka(), service);
    }

    /** States facts of one tenant's jobs, in this order. */
    public void state(String tenantId, JobFact... facts) {
        for (var fact : facts) {
            send(next(Topic.JOBS, fact.jobId().toString(), tenantId, fact));
        }
    }

    public void define(TargetDefined target) {
        send(next(Topic.TARGETS, target.targetId(), null, target));
    }

    /** Removes a target: a tombstone. */
    public void forget(String targetId) {
        var removed = next(Topic.TARGETS, targetId, null, Map.of()).withType(WireJson.typeOf(TargetDefined.class));
        send(removed.withPayload(null));
    }

    public void observe(TargetObserved target) {
        send(next(Topic.OBSERVATIONS, target.targetId(), null, target));
    }

    public void note(ProgressNote note) {
        send(next(Topic.PROGRESS, note.jobId().toString(), null, note));
    }

    /** The next fact as it would be stated, not sent: to be changed into something broken first. Its number is taken. */
    public StatedFact next(String tenantId, JobFact fact) {
        return next(Topic.JOBS, fact.jobId().toString(), tenantId, fact);
    }

    /** Sends exactly this. */
    public void send(StatedFact fact) {
        try {
            producer.send(fact.toRecord()).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker did not take " + fact, refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private StatedFact next(Topic topic, String subject, @Nullable String tenantId, Object payload) {
        var counter = topic.name() + " " + subject + " " + service;
        return new StatedFact(
                topic.name(),
                subject,
                tenantId,
                WireJson.typeOf(payload.getClass()),
                service,
                LAST_SEQUENCES.merge(counter, 1L, Long::sum),
                WireJson.write(payload),
                traceparent());
    }

    private String traceparent() {
        var bytes = new byte[24];
        traces.nextBytes(bytes);
        var hex = HexFormat.of().formatHex(bytes);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }
}
