package dev.comfymesh.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes events as CloudEvents 1.0 in Kafka's binary mode; an event's id is its row's, so a re-send is recognisable. */
@ApplicationScoped
class Wire {
    private final KafkaClientService kafka;
    private final String source;

    Wire(KafkaClientService kafka, @ConfigProperty(name = "quarkus.application.name") String source) {
        this.kafka = kafka;
        this.source = source;
    }

    /** Sends all rows in this order; completes when the broker has acknowledged each of them. */
    Uni<Void> send(List<Row> rows) {
        KafkaProducer<String, byte[]> producer = kafka.getProducer("facts");
        return Uni.join()
                .all(rows.stream().map(row -> producer.send(event(row))).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private ProducerRecord<String, byte[]> event(Row row) {
        var headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", row.getUUID("id").toString());
        put(headers, "ce_type", row.getString("type"));
        put(headers, "ce_source", source);
        put(headers, "ce_subject", row.getString("subject"));
        put(headers, "ce_tenantid", row.getString("tenant_id"));
        put(headers, "ce_sequence", row.getLong("sequence").toString());
        put(headers, "traceparent", row.getString("traceparent"));
        put(headers, "content-type", "application/json");
        var payload = row.getBuffer("payload");
        return new ProducerRecord<>(
                row.getString("topic"),
                null,
                row.getString("subject"),
                payload == null ? null : payload.getBytes(),
                headers);
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
