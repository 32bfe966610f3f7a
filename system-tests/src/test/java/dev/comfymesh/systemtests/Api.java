package dev.comfymesh.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/** The public API as a client uses it. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    Api(URI url) {
        this.url = url;
    }

    /** Submits a job on the test's graph and answers its id; a repetition under the same key answers the same job. */
    UUID submit(JobWish wish) throws IOException, InterruptedException {
        var request = request(url.resolve("/v1/jobs"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", wish.key())
                .POST(HttpRequest.BodyPublishers.ofString(body(wish).toString()))
                .build();
        return UUID.fromString(expect(202, request).get("id").asText());
    }

    JsonNode job(UUID id) throws IOException, InterruptedException {
        return expect(200, request(url.resolve("/v1/jobs/" + id)).build());
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
        if (answer.statusCode() != status) {
            throw new IOException(
                    "%s was answered with %d %s".formatted(request.uri(), answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private static ObjectNode body(JobWish wish) throws IOException {
        var body = JSON.createObjectNode();
        try (var json = Objects.requireNonNull(Api.class.getResourceAsStream("/graph.json"))) {
            var graph = JSON.readTree(json);
            ((ObjectNode) graph.at("/4/inputs")).put("width", wish.pixels()).put("height", wish.pixels());
            ((ObjectNode) graph.at("/5/inputs")).put("steps", wish.steps());
            body.putObject("workflow").set("graph", graph);
        }
        body.putObject("pool")
                .put("candidates", wish.candidates())
                .put("deliver", wish.deliver())
                .put("profile", "lenient");
        return body.put("seed", wish.seed());
    }

    private static HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url)
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + MeshUnderTest.API_KEY);
    }
}
