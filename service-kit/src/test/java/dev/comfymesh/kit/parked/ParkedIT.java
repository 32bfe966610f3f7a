package dev.comfymesh.kit.parked;

import static dev.comfymesh.kit.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ParkedIT {
    private static final String TOPIC = Topic.JOBS.name();
    private static final int PARTITION = 99; // which the topic does not have
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/v1/parked")
    URI parked;

    @Inject
    Inbox inbox;

    private final String subject = UUID.randomUUID().toString();
    private final Set<Long> poison = new HashSet<>();
    private final List<Long> applied = new ArrayList<>();
    private int status;

    @BeforeEach
    void replayWithThisTest() {
        inbox.usually(batch());
    }

    @Test
    void showsWhatStopsASubjectAndWhatWaitsBehindIt() {
        poison.add(2L);
        take(1, 2, 3);

        var head = head();
        assertThat(head.path("reason").asText()).isEqualTo("POISON");
        assertThat(head.path("detail").asText()).isEqualTo("number 2 is poison");
        assertThat(head.path("waiting").asInt()).isEqualTo(2);
        assertThat(head.path("place").asText()).isEqualTo(place(2));

        var shown = get("/" + subject);
        assertThat(shown.path("events").findValuesAsText("sequence")).containsExactly("2", "3");
        assertThat(shown.at("/events/0/payload/number").asInt()).isEqualTo(2);
        assertThat(shown.at("/events/0/source").asText()).isEqualTo("router");
    }

    @Test
    void replaysInOrderAndSaysHowManyWereApplied() {
        poison.add(1L);
        take(1, 2, 3);
        poison.clear();

        var replayed = post("/" + subject + "/replay");

        assertThat(replayed).hasToString("{\"applied\":3}");
        assertThat(applied).containsExactly(1L, 2L, 3L);
        get("/" + subject);
        assertThat(status).isEqualTo(404);
    }

    @Test
    void saysWhatStopsAReplayNow() {
        poison.add(1L);
        take(1, 2);
        poison.add(2L);
        poison.remove(1L);

        var replayed = post("/" + subject + "/replay");

        assertThat(status).isEqualTo(200);
        assertThat(replayed.path("applied").asInt()).isEqualTo(1);
        assertThat(replayed.at("/stoppedBy/detail").asText()).isEqualTo("number 2 is poison");
        assertThat(replayed.at("/stoppedBy/waiting").asInt()).isEqualTo(1);
    }

    @Test
    void givesUpAPoisonedEventOnlyWhenItIsNamed() {
        poison.add(2L);
        take(1, 2, 3);

        var refused = post("/" + subject + "/skip");
        assertThat(status).isEqualTo(409);
        assertThat(refused.path("detail").asText()).contains("?confirm=" + place(2));

        var skipped = post("/" + subject + "/skip?confirm=" + place(2));

        assertThat(skipped).hasToString("{\"applied\":1}");
        assertThat(applied).containsExactly(1L, 3L);
        take(4);
        assertThat(applied).containsExactly(1L, 3L, 4L);
    }

    @Test
    void givesUpNothingAtAGap() {
        take(1, 3);

        var refused = post("/" + subject + "/skip?confirm=" + place(3));

        assertThat(status).isEqualTo(409);
        assertThat(refused.path("code").asText()).isEqualTo("not-poison");
        assertThat(head().path("reason").asText()).isEqualTo("GAP");
    }

    @Test
    void isForOperatorsAlone() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(parked).build(), BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    private Inbox.Batch batch() {
        return (_, events) -> {
            for (var event : events) {
                if (poison.contains(event.sequence())) {
                    return Uni.createFrom()
                            .failure(new IllegalArgumentException("number " + event.sequence() + " is poison"));
                }
            }
            events.forEach(event -> applied.add(event.sequence()));
            return Uni.createFrom().voidItem();
        };
    }

    private void take(long... sequences) {
        var poll = LongStream.of(sequences).mapToObj(this::event).toList();
        var records = new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, PARTITION), poll), Map.of());
        await(() -> inbox.applyBatch(records, batch()));
    }

    private ConsumerRecord<String, byte[]> event(long sequence) {
        var payload = "{\"number\": %d}".formatted(sequence).getBytes(StandardCharsets.UTF_8);
        var event = new ConsumerRecord<>(TOPIC, PARTITION, offset(sequence), subject, payload);
        var headers = Map.of(
                "ce_type", WireJson.typeOf(JobClosed.class), "ce_source", "router", "ce_sequence", "" + sequence);
        headers.forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return event;
    }

    /** Of its own for each test. */
    private long offset(long sequence) {
        return (subject.hashCode() & 0xffff) * 10L + sequence;
    }

    private String place(long sequence) {
        return TOPIC + "-" + PARTITION + "-" + offset(sequence);
    }

    private JsonNode head() {
        for (var one : get("?limit=1000").path("subjects")) {
            if (one.path("subject").asText().equals(subject)) {
                return one;
            }
        }
        throw new AssertionError(subject + " is not parked");
    }

    private JsonNode get(String path) {
        return send(request(path).GET());
    }

    private JsonNode post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(parked + path))
                .header("Authorization", "Bearer " + MeshResource.OPERATOR_TOKEN);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            status = answer.statusCode();
            return JSON.readTree(answer.body());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
