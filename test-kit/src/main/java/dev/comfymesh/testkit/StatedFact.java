package dev.comfymesh.testkit;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** One record of a topic with its CloudEvents attributes; a payload of null is a tombstone, a sequence of 0 means none. */
public record StatedFact(
        String topic,
        String subject,
        @Nullable String tenantId,
        String type,
        String source,
        long sequence,
        byte @Nullable [] payload,
        @Nullable String traceparent) {

    /** The payload as the fact that its type names; empty for anything else and for what cannot be read. */
    public Optional<JobFact> fact() {
        try {
            return WireJson.classOf(type)
                    .filter(JobFact.class::isAssignableFrom)
                    .map(this::read)
                    .map(JobFact.class::cast);
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    /** The payload as this type; fails for a tombstone and for what is not this type's JSON. */
    public <T> T read(Class<T> as) {
        if (payload == null) {
            throw new IllegalStateException(subject + " on " + topic + " is a tombstone");
        }
        return WireJson.read(payload, as);
    }

    /** The same with another payload, for tests of what a reader does to one that is broken. */
    public StatedFact withPayload(byte @Nullable [] other) {
        return new StatedFact(topic, subject, tenantId, type, source, sequence, other, traceparent);
    }

    /** The same with another number, for tests of what a reader does to a gap or a repetition. */
    public StatedFact withSequence(long other) {
        return new StatedFact(topic, subject, tenantId, type, source, other, payload, traceparent);
    }

    /** The same with another type, for tests of what a reader does to one that it does not know. */
    public StatedFact withType(String other) {
        return new StatedFact(topic, subject, tenantId, other, source, sequence, payload, traceparent);
    }

    static StatedFact of(ConsumerRecord<String, byte[]> read) {
        var sequence = header(read, "ce_sequence");
        return new StatedFact(
                read.topic(),
                read.key(),
                header(read, "ce_tenantid"),
                String.valueOf(header(read, "ce_type")),
                String.valueOf(header(read, "ce_source")),
                sequence == null ? 0 : Long.parseLong(sequence),
                read.value(),
                header(read, "traceparent"));
    }

    ProducerRecord<String, byte[]> toRecord() {
        var sent = new ProducerRecord<String, byte[]>(topic, subject, payload);
        header(sent, "ce_specversion", "1.0");
        header(sent, "ce_id", UUID.randomUUID().toString());
        header(sent, "ce_type", type);
        header(sent, "ce_source", source);
        header(sent, "ce_subject", subject);
        header(sent, "ce_tenantid", tenantId);
        header(sent, "ce_sequence", sequence == 0 ? null : Long.toString(sequence));
        header(sent, "traceparent", traceparent);
        header(sent, "content-type", "application/json");
        return sent;
    }

    private static void header(ProducerRecord<String, byte[]> sent, String name, @Nullable String value) {
        if (value != null) {
            sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> read, String name) {
        var header = read.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
