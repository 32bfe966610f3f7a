package dev.comfymesh.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.UUID;

/** A simulated node as somebody else handles it: by its knobs, and by ComfyUI's own routes. */
record NodeControl(String url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    void turn(String knobs) {
        post("/simulator/knobs", knobs);
    }

    void post(String path, String body) {
        var answer = send(HttpRequest.newBuilder(URI.create(url + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (!answer.startsWith("200")) {
            throw new IllegalStateException(path + ": " + answer);
        }
    }

    /** How often the witness saw this happen to the run. */
    long saw(String event, UUID run) {
        return send(HttpRequest.newBuilder(URI.create(url + "/simulator/witness"))
                        .build())
                .lines()
                .filter(line -> line.contains("\"" + event + "\"") && line.contains(run.toString()))
                .count();
    }

    /** Connects under this client id, and hears from then on what was meant for another. */
    void takeClient(String clientId) {
        HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create(url.replaceFirst("^http", "ws") + "/ws?clientId=" + clientId),
                        new WebSocket.Listener() {})
                .join();
    }

    private static String send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.statusCode() + "\n" + answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
