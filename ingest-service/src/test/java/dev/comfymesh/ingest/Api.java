package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.testkit.Graphs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** The service as a client of one tenant sees it. */
final class Api {
    static final String KEY = "cmk_testtesttesttesttesttesttesttesttesttesttes";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String key;

    /** An answer with its body in bytes. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return WireJson.read(response.body(), JsonNode.class);
        }

        UUID id() {
            return UUID.fromString(json().path("id").textValue());
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + new String(response.body());
        }
    }

    Api(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    Api with(String otherKey) {
        return new Api(base, otherKey);
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertProblem(answer, status);
        assertThat(answer.json().path("code").textValue()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.json().path("type").textValue()).isEqualTo("urn:comfymesh:problem:" + code);
    }

    static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.toString()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").intValue()).isEqualTo(status);
        assertThat(answer.json().path("detail").textValue()).isNotBlank();
    }

    /** A request that is accepted as it is. */
    static ObjectNode aRequest() {
        var request = JsonNodeFactory.instance.objectNode();
        request.putObject("workflow").set("graph", Graphs.textToImage());
        request.put("seed", 42);
        return request;
    }

    Answer submit(ObjectNode request, String... headers) {
        return send(request("/v1/jobs", headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireJson.write(request))));
    }

    Answer post(String path, BodyPublisher body, String... headers) {
        return send(request(path, headers).POST(body));
    }

    Answer put(String path, ObjectNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(WireJson.write(body))));
    }

    Answer upload(byte[] file) {
        return post("/v1/uploads", BodyPublishers.ofByteArray(file));
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer method(String method, String path, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.noBody()));
    }

    JsonNode job(UUID id) {
        return get("/v1/jobs/" + id).json();
    }

    EventStream events(UUID id, String... headers) {
        return new EventStream(
                http, request("/v1/jobs/" + id + "/events", headers).build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException broken) {
            throw new AssertionError("no answer", broken);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
