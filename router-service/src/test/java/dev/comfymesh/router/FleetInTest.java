package dev.comfymesh.router;

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
        var terms = "{\"url\": \"http://127.0.0.1:1/%s\", \"microsPerHour\": %d}".formatted(id, microsPerHour);
        var answer = send("PUT", "/v1/targets/" + id, terms);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        observe(id, TargetHealth.UP, nodeClasses);
    }

    /** Takes every node away, those of other tests too. */
    void clear() {
        WireJson.read(send("GET", "/v1/targets", "").body().getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .forEach(target ->
                        send("DELETE", "/v1/targets/" + target.path("id").textValue(), ""));
    }

    void observe(String id, TargetHealth health, String... nodeClasses) {
        var digest = "catalogue-of-" + String.join("-", nodeClasses);
        objects.put("c/" + digest, WireJson.write(Map.of("nodeClasses", List.of(nodeClasses))))
                .await()
                .atMost(Duration.ofSeconds(5));
        executor.observe(new TargetObserved(
                id,
                Instant.now(),
                1,
                ++n,
                health,
                new TargetObserved.Queue(0, 0),
                new TargetObserved.Vram(1, 1),
                List.of(),
                digest));
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
