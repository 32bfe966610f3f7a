package dev.comfymesh.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
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

    /** Sends all events in this order; completes when the broker has acknowledged each of them. */
    Uni<Void> send(List<Stored> events) {
        KafkaProducer<String, byte[]> producer = kafka.getProducer("facts");
        return Uni.join()
                .all(events.stream().map(event -> producer.send(written(event))).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private ProducerRecord<String, byte[]> written(Stored event) {
        var headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.id().toString());
        put(headers, "ce_type", event.type());
        put(headers, "ce_source", source);
        put(headers, "ce_subject", event.subject());
        put(headers, "ce_tenantid", event.tenantId());
        put(headers, "ce_sequence", Long.toString(event.sequence()));
        put(headers, "traceparent", event.traceparent());
        put(headers, "content-type", "application/json");
        return new ProducerRecord<>(event.topic(), null, event.subject(), event.payload(), headers);
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
