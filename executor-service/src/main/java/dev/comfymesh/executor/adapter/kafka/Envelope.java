package dev.comfymesh.executor.adapter.kafka;

import dev.comfymesh.contracts.WireJson;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Wraps what is sent past the outbox as CloudEvents 1.0 in Kafka's binary mode. */
final class Envelope {
    private static final String SOURCE = "executor-service";

    private Envelope() {}

    static Message<byte[]> of(String key, Object content) {
        var headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", UUID.randomUUID().toString());
        add(headers, "ce_type", WireJson.typeOf(content.getClass()));
        add(headers, "ce_source", SOURCE);
        add(headers, "ce_subject", key);
        add(headers, "content-type", "application/json");
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(key)
                .withHeaders(headers)
                .build();
        return Message.of(WireJson.write(content), Metadata.of(metadata));
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
