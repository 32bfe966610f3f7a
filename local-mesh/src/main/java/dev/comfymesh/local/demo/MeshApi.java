package dev.comfymesh.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.local.mesh.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The public REST API as any client uses it. Refusals become {@link Trouble} with the sentence that the API gives. */
final class MeshApi implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String key;

    MeshApi(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** Submits a job; answers it as accepted. */
    JsonNode submit(JsonNode job) throws IOException {
        var request = request("/v1/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(job.toString()))
                .build();
        return JSON.readTree(send(request, BodyHandlers.ofByteArray(), 202));
    }

    JsonNode job(String id) throws IOException {
        return read("/v1/jobs/" + id);
    }

    JsonNode read(String path) throws IOException {
        return JSON.readTree(send(request(path).build(), BodyHandlers.ofByteArray(), 200));
    }

    /** The job's stream behind the event of this id, from its beginning for 0. */
    InputStream events(String id, String lastEventId) throws IOException {
        var request = request("/v1/jobs/" + id + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastEventId)
                .build();
        return send(request, BodyHandlers.ofInputStream(), 200);
    }

    /** Fetches what a signed URL names; the URL alone lets one in. */
    byte[] download(String url) throws IOException {
        var request = HttpRequest.newBuilder(base.resolve(url)).timeout(LIMIT).build();
        return send(request, BodyHandlers.ofByteArray(), 200);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).header("Authorization", "Bearer " + key);
    }

    private <T> T send(HttpRequest request, BodyHandler<T> body, int wanted) throws IOException {
        try {
            var response = client.send(request, body);
            if (response.statusCode() != wanted) {
                throw refusal(request, response.statusCode(), text(response.body()));
            }
            return response.body();
        } catch (ConnectException refused) {
            throw new ConnectException("the mesh does not answer at " + base + ": run ./mesh up first");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static Trouble refusal(HttpRequest request, int status, String body) {
        var what = "the API answered " + status + " to " + request.method() + " "
                + request.uri().getPath();
        try {
            var problem = JSON.readTree(body);
            var errors = problem.path("errors").size() < 2 ? "" : " " + problem.path("errors");
            return new Trouble(what + ": " + problem.path("detail").asText(body) + errors);
        } catch (JsonProcessingException notJson) {
            return new Trouble(what);
        }
    }

    private static String text(Object body) throws IOException {
        var bytes = body instanceof InputStream stream ? stream.readAllBytes() : (byte[]) body;
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
