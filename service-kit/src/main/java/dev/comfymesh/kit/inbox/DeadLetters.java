package dev.comfymesh.kit.inbox;

import dev.comfymesh.kit.loop.HomeContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Copies records that cannot be read or applied to their dead-letter topic, with the headers they had and the reason. */
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
        headers.add("dlq_service", bytes(service));
        headers.add("dlq_reason", bytes(String.valueOf(why.getMessage())));
        headers.add("dlq_offset", bytes(event.partition() + ":" + event.offset()));
        KafkaProducer<String, byte[]> producer = kafka.getProducer("facts");
        return producer.send(new ProducerRecord<>(event.topic() + ".dlq", null, event.key(), event.value(), headers))
                .emitOn(HomeContext.current())
                .replaceWithVoid();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
