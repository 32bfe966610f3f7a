package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** A plain client of one node. */
final class Client implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Client(String url) {
        this.url = url;
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<byte[]> post(String path, Object body) throws IOException, InterruptedException {
        return postText(path, Python.json(body));
    }

    HttpResponse<byte[]> postText(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Submits a graph and gives its id. */
    String submit(Map<String, Object> graph, String clientId) throws IOException, InterruptedException {
        var answer = post("/prompt", Json.object("prompt", graph, "client_id", clientId));
        return String.valueOf(object(answer).get("prompt_id"));
    }

    String status(String promptId) {
        try {
            return String.valueOf(object(get("/api/jobs/" + promptId)).get("status"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Listener listen(String clientId) {
        return Listener.open(http, url.replace("http", "ws") + "/ws?clientId=" + clientId);
    }

    static Map<String, Object> object(HttpResponse<byte[]> response) {
        return Json.asObject(json(response));
    }

    static Object json(HttpResponse<byte[]> response) {
        return Exchange.decode(Buffer.buffer(response.body()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
