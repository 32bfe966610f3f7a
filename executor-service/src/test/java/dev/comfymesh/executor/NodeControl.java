package dev.comfymesh.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A simulated node as somebody else handles it: by its knobs, by ComfyUI's own routes, and by its files, which outlive it. */
record NodeControl(String url, Path directory) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    void turn(String knobs) {
        post("/simulator/knobs", knobs);
    }

    NodeControl steppingEvery(int millis) {
        turn("{\"stepMillis\": %d}".formatted(millis));
        return this;
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
        return witness().stream()
                .filter(line -> line.contains("\"" + event + "\"") && line.contains(run.toString()))
                .count();
    }

    /** How often the witness saw this happen to any run. */
    long saw(String event) {
        return witness().stream()
                .filter(line -> line.contains("\"" + event + "\""))
                .count();
    }

    /** The folder of models, made if it is not there. */
    Path models(String folder) {
        try {
            return Files.createDirectories(directory.resolve("models").resolve(folder));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The names of the files in a directory of the node's; none where there is no such directory. */
    List<String> files(String first, String... more) {
        var names = directory.resolve(Path.of(first, more)).toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    void delete(String first, String... more) {
        try {
            Files.delete(directory.resolve(Path.of(first, more)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Connects under this client id, and hears from then on what was meant for another. */
    void takeClient(String clientId) {
        HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create(url.replaceFirst("^http", "ws") + "/ws?clientId=" + clientId),
                        new WebSocket.Listener() {})
                .join();
    }

    private List<String> witness() {
        var file = directory.resolve("witness.jsonl");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
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
