package dev.comfymesh.router.adapter.kafka;

import dev.comfymesh.contracts.QueuePosition;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.app.WaitingLine.Notes;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Tells queue positions on {@code comfymesh.progress.v1}; what the broker does not take at once is dropped. */
@ApplicationScoped
class KafkaNotes implements Notes {
    private final Emitter<byte[]> notes;

    KafkaNotes(@Channel("notes") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<byte[]> notes) {
        this.notes = notes;
    }

    @Override
    public void send(List<QueuePosition> positions) {
        positions.forEach(position -> notes.send(message(position)));
    }

    /** CloudEvents 1.0 in Kafka's binary mode, as the outbox would write it. */
    private static Message<byte[]> message(QueuePosition position) {
        var jobId = position.jobId().toString();
        var headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", UUID.randomUUID().toString());
        add(headers, "ce_type", WireJson.typeOf(QueuePosition.class));
        add(headers, "ce_source", "router-service");
        add(headers, "ce_subject", jobId);
        add(headers, "content-type", "application/json");
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(jobId)
                .withHeaders(headers)
                .build();
        return Message.of(WireJson.write(position), Metadata.of(metadata));
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
