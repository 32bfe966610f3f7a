package dev.comfymesh.router;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operator and the nodes of a test: defines targets over REST, and shows them as an executor would. */
final class FleetInTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI router;
    private final ObjectStore objects;
    private final FactLog executor;
    private long n;

    FleetInTest(URI router, ObjectStore objects, FactLog executor) {
        this.router = router;
        this.objects = objects;
        this.executor = executor;
    }

    /** A node that is up, idle, and offers these classes alone. */
    void node(String id, String... nodeClasses) {
        node(id, 0, nodeClasses);
    }

    void node(String id, long microsPerHour, String... nodeClasses) {
        define(id, microsPerHour);
        observe(id, TargetHealth.UP, nodeClasses);
    }

    /** A node that would offer these classes if it were up. */
    void down(String id, String... nodeClasses) {
        define(id, 0);
        observe(id, TargetHealth.DOWN, nodeClasses);
    }

    void define(String id, long microsPerHour) {
        var terms = "{\"url\": \"http://127.0.0.1:1/%s\", \"microsPerHour\": %d}".formatted(id, microsPerHour);
        var answer = send("PUT", "/v1/targets/" + id, terms);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    void observe(String id, TargetHealth health, String... nodeClasses) {
        show(id, health, Map.of("nodeClasses", List.of(nodeClasses)), null);
    }

    /** As an executor would, and until the router has seen it; {@code files} are null without an agent. */
    void show(String id, TargetHealth health, Map<String, ?> catalogue, @Nullable List<String> files) {
        var json = WireJson.write(catalogue);
        var digest = "catalogue-" + UUID.nameUUIDFromBytes(json);
        objects.put("c/" + digest, json).await().atMost(Duration.ofSeconds(5));
        executor.observe(new TargetObserved(
                id,
                Instant.now(),
                1,
                ++n,
                health,
                new TargetObserved.Queue(0, 0),
                new TargetObserved.Vram(1, 1),
                List.of(),
                digest,
                null,
                files,
                null));
        await().until(() -> isSeen(id, digest, health));
    }

    private boolean isSeen(String id, String digest, TargetHealth health) {
        var seen = view(id).path("seen");
        return seen.path("catalogueDigest").asText().equals(digest)
                && seen.path("health").asText().equals(health.name());
    }

    JsonNode view(String id) {
        return WireJson.read(
                send("GET", "/v1/targets/" + id, "").body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(router.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + MeshResource.OPERATOR_TOKEN)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
