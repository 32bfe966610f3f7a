package dev.comfymesh.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.UUID;

/** The public API as a client uses it. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    Api(URI url) {
        this.url = url;
    }

    /** Submits a job on the test's graph and answers its id. */
    UUID submit(int candidates, int deliver) throws IOException, InterruptedException {
        var body = JSON.createObjectNode();
        try (var graph = Objects.requireNonNull(Api.class.getResourceAsStream("/graph.json"))) {
            body.putObject("workflow").set("graph", JSON.readTree(graph));
        }
        body.putObject("pool")
                .put("candidates", candidates)
                .put("deliver", deliver)
                .put("profile", "lenient");
        body.put("seed", 42);
        var request = request(url.resolve("/v1/jobs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new AssertionError("not accepted: " + answer.statusCode() + " " + answer.body());
        }
        return UUID.fromString(JSON.readTree(answer.body()).get("id").asText());
    }

    JsonNode job(UUID id) throws IOException, InterruptedException {
        var request = request(url.resolve("/v1/jobs/" + id)).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
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

    private static HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).header("Authorization", "Bearer " + MeshUnderTest.API_KEY);
    }
}
