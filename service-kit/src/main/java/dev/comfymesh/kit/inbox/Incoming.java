package dev.comfymesh.kit.inbox;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record as it came from a topic, its payload still unread. Of one (subject, source) the sequence counts from 1
 * without gaps.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record Incoming(
        String topic,
        int partition,
        long offset,
        String subject,
        @Nullable String tenantId,
        String type,
        String source,
        long sequence,
        byte @Nullable [] payload,
        @Nullable String traceparent) {

    /** Reads the envelope; one without a type, a source or a number gets an empty type, which no application knows. */
    static Incoming of(ConsumerRecord<String, byte[]> event) {
        var key = event.key() == null ? "" : event.key();
        return new Incoming(
                event.topic(),
                event.partition(),
                event.offset(),
                key,
                header(event, "ce_tenantid"),
                orEmpty(header(event, "ce_type")),
                orEmpty(header(event, "ce_source")),
                number(header(event, "ce_sequence")),
                event.value(),
                header(event, "traceparent"));
    }

    /** Reads the payload; fails with {@link IllegalArgumentException} when it is not this type's JSON. */
    public <T> T read(Class<T> as) {
        if (payload == null) {
            throw new IllegalArgumentException("no payload where a " + as.getSimpleName() + " was expected");
        }
        return WireJson.read(payload, as);
    }

    /** The fact in it; empty when this version does not know its type. */
    public Optional<JobFact> fact() {
        return WireJson.classOf(type).filter(JobFact.class::isAssignableFrom).map(known -> (JobFact) read(known));
    }

    /** Its tenant; fails with {@link IllegalArgumentException} when it has none. */
    public String tenant() {
        if (tenantId == null) {
            throw new IllegalArgumentException("no ce_tenantid on " + type + " of " + subject);
        }
        return tenantId;
    }

    /** Whether this version knows its type. */
    boolean isKnown() {
        return WireJson.classOf(type).isPresent();
    }

    boolean hasEnvelope() {
        return !type.isEmpty() && !source.isEmpty() && sequence > 0 && !subject.isEmpty();
    }

    /** Where it stands on the log: the same for every copy that a re-read gives. */
    String place() {
        return topic + "-" + partition + "-" + offset;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static long number(@Nullable String value) {
        try {
            return value == null ? 0 : Long.parseLong(value);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> event, String name) {
        var header = event.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
