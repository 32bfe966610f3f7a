package dev.comfymesh.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.testkit.check.ClientHistory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The public API as one tenant uses it; what was asked and what came back goes into the clients' history. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECTIONS = """
            [{"provider": "fal", "model": "fal-ai/flux/dev", "parameters": {"image_size": {"width": 64, "height": 64}},
              "inputs": [{"parameter": "prompt", "node": "2", "input": "text"},
                         {"parameter": "seed", "node": "5", "input": "seed"}]}]""";
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final TenantKey key;
    private final ClientHistory history;

    Api(URI url, TenantKey key, ClientHistory history) {
        this.url = url;
        this.key = key;
        this.history = history;
    }

    /** Submits a job on the test's graph and answers its id; a repetition under the same key answers the same job. */
    UUID submit(JobWish wish) throws IOException, InterruptedException {
        return submit(wish.key(), body(wish).toString());
    }

    /** Submits a job of any kind, as JSON. */
    UUID submit(String idempotencyKey, String body) throws IOException, InterruptedException {
        var request = request(url.resolve("/v1/jobs"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var id = UUID.fromString(expect(202, request).get("id").asText());
        history.submitted(key.tenant(), idempotencyKey, id, key.canary());
        return id;
    }

    /** Stores a file, and answers its digest. */
    String upload(byte[] file) throws IOException, InterruptedException {
        var request = request(url.resolve("/v1/uploads"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build();
        return expect(201, request).get("digest").asText();
    }

    /** The names of a job's events, from its first one to its end. */
    List<String> events(UUID id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/v1/jobs/%s/events".formatted(id)))
                .header("Authorization", "Bearer " + key.secret())
                .header("Last-Event-ID", "0")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring("event:".length()).strip())
                .toList();
    }

    JsonNode job(UUID id) throws IOException, InterruptedException {
        return expect(200, request(url.resolve("/v1/jobs/" + id)).build());
    }

    /** Asks for all that there is of this tenant. */
    void list() throws IOException, InterruptedException {
        expect(200, request(url.resolve("/v1/jobs")).build());
    }

    /** Follows the job's events until its end; a stream that breaks is not taken up again. */
    void follow(UUID id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/v1/jobs/%s/events".formatted(id)))
                .header("Authorization", "Bearer " + key.secret())
                .build();
        http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .forEach(line -> history.saw(key.tenant(), request.uri().getPath(), line));
    }

    /** Asks for the job's end; answers whether that was in time. */
    boolean cancel(UUID id) throws IOException, InterruptedException {
        var request = request(url.resolve("/v1/jobs/%s/cancel".formatted(id)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 202 && status != 409) {
            throw new IOException("the cancel was answered with " + status);
        }
        return status == 202;
    }

    /** Fetches an artifact by its signed URL, without a key. */
    byte[] artifact(String signedUrl) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(signedUrl)).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new AssertionError("no artifact: " + answer.statusCode() + " at " + signedUrl);
        }
        return answer.body();
    }

    private JsonNode expect(int status, HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        history.saw(key.tenant(), request.uri().getPath(), answer.body());
        if (answer.statusCode() == 422) {
            throw new IllegalArgumentException(answer.body()); // asking again would not help
        }
        if (answer.statusCode() != status) {
            throw new IOException(
                    "%s was answered with %d %s".formatted(request.uri(), answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private ObjectNode body(JobWish wish) throws IOException {
        var body = JSON.createObjectNode();
        try (var json = Objects.requireNonNull(Api.class.getResourceAsStream("/graph.json"))) {
            var graph = JSON.readTree(json);
            ((ObjectNode) graph.at("/2/inputs")).put("text", "a forest by a lake, " + key.canary());
            ((ObjectNode) graph.at("/4/inputs")).put("width", wish.pixels()).put("height", wish.pixels());
            ((ObjectNode) graph.at("/5/inputs")).put("steps", wish.steps());
            body.putObject("workflow").set("graph", graph);
        }
        body.putObject("pool")
                .put("candidates", wish.candidates())
                .put("deliver", wish.deliver())
                .put("profile", "lenient");
        if (wish.seconds() > 0) {
            body.put("deadline", Instant.now().plusSeconds(wish.seconds()).toString());
        }
        if (!wish.target().isEmpty()) {
            body.putObject("routing").putArray("targets").add(wish.target());
            body.set("projections", JSON.readTree(PROJECTIONS));
        }
        return body.put("seed", wish.seed());
    }

    private HttpRequest.Builder request(URI target) {
        return HttpRequest.newBuilder(target).timeout(ANSWER_LIMIT).header("Authorization", "Bearer " + key.secret());
    }
}
