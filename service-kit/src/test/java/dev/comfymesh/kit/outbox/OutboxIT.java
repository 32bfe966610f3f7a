package dev.comfymesh.kit.outbox;

import static dev.comfymesh.kit.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class OutboxIT {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Inject
    Outbox outbox;

    @ConfigProperty(name = "comfymesh.kafka")
    String kafka;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void publishesWhatWasCommittedInOrderAndWithoutGaps() {
        IntStream.range(0, 5).forEach(_ -> commit(event(), event()));

        assertThat(published(10))
                .map(event -> header(event, "ce_sequence"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void publishesInOrderWhatIsUrgentAndWhatIsNot() {
        IntStream.range(0, 5).forEach(_ -> commit(event().patient(), event().patient(), event()));

        assertThat(published(15))
                .map(event -> header(event, "ce_sequence"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 15).mapToObj(Long::toString).toList());
    }

    @Test
    void publishesAMomentLaterWhatIsNotUrgent() {
        commit(event().patient());

        assertThat(published(1)).map(event -> header(event, "ce_sequence")).containsExactly("1");
    }

    @Test
    void publishesNothingOfATransactionThatFailed() {
        assertThatThrownBy(() -> await(() -> outbox.transaction(session -> outbox.append(session, List.of(event()))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .hasMessage("no");
        commit(event());

        assertThat(published(1)).map(event -> header(event, "ce_sequence")).containsExactly("1");
    }

    @Test
    void speaksCloudEventsAndCarriesTheTraceOfTheWork() {
        commit(event());

        var event = published(1).getFirst();

        assertThat(event.key()).isEqualTo(subject);
        assertThat(header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(event, "ce_type")).isEqualTo("test");
        assertThat(header(event, "ce_source")).isEqualTo("kit-test");
        assertThat(header(event, "ce_subject")).isEqualTo(subject);
        assertThat(header(event, "ce_tenantid")).isEqualTo("acme");
        assertThat(header(event, "traceparent")).isEqualTo(TRACE);
        assertThat(UUID.fromString(header(event, "ce_id"))).isNotNull();
    }

    @Test
    void hasNoAgeOnceEverythingIsPublished() {
        commit(event());

        Awaitility.await().until(() -> await(outbox::age).isZero());
    }

    private Outgoing event() {
        return new Outgoing(Topic.JOBS, subject, "acme", "test", "{}".getBytes(StandardCharsets.UTF_8), TRACE);
    }

    private void commit(Outgoing... events) {
        await(() -> outbox.transaction(session -> outbox.append(session, List.of(events))));
    }

    private List<ConsumerRecord<String, byte[]>> published(int count) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.JOBS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> {
                    if (event.key().equals(subject)) {
                        found.add(event);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
