package dev.comfymesh.kit.inbox;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.kit.loop.HomeContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tells the dead-letter topic what this service parks and releases. A record that cannot be read or applied is copied
 * there with the headers it had and the reason; a subject parked at a gap, and one released, is named by its key alone.
 */
@ApplicationScoped
class DeadLetters {
    private final KafkaClientService kafka;
    private final String service;

    DeadLetters(KafkaClientService kafka, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.kafka = kafka;
        this.service = service;
    }

    Uni<Void> add(ConsumerRecord<String, byte[]> event, Throwable why) {
        var headers = new RecordHeaders(event.headers().toArray());
        headers.add("dlq_reason", bytes(String.valueOf(why.getMessage())));
        headers.add("dlq_offset", bytes(event.partition() + ":" + event.offset()));
        return send(event.topic(), event.key(), event.value(), headers, State.PARKED);
    }

    Uni<Void> parked(Incoming event, String why) {
        var headers = new RecordHeaders();
        headers.add("dlq_reason", bytes(why));
        return send(event.topic(), event.subject(), null, headers, State.PARKED);
    }

    Uni<Void> released(String subject) {
        return send(Topic.JOBS.name(), subject, null, new RecordHeaders(), State.RELEASED);
    }

    private Uni<Void> send(String topic, @Nullable String key, byte @Nullable [] value, Headers headers, State state) {
        headers.add("dlq_service", bytes(service));
        headers.add("dlq_state", bytes(state.name()));
        KafkaProducer<String, byte[]> producer = kafka.getProducer("facts");
        return producer.send(new ProducerRecord<>(topic + ".dlq", null, key, value, headers))
                .emitOn(HomeContext.current())
                .replaceWithVoid();
    }

    private enum State {
        PARKED,
        RELEASED
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
