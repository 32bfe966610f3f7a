package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.WireJson;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of server-sent events that keeps all that it is told. */
final class EventStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> comments = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Stream<String>>> response;
    private volatile boolean ended;

    /** One event; the id is empty where there is none. */
    record Event(String id, String name, String data) {
        JsonNode json() {
            return WireJson.read(data.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }

    EventStream(HttpClient http, HttpRequest request) {
        response = http.sendAsync(request, BodyHandlers.ofLines());
        Thread.ofVirtual().start(this::read);
    }

    int status() {
        return response.join().statusCode();
    }

    String contentType() {
        return response.join().headers().firstValue("Content-Type").orElse("");
    }

    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    /** The ids of those events that have one. */
    List<String> ids() {
        return events.stream().map(Event::id).filter(id -> !id.isEmpty()).toList();
    }

    Event awaitEvent(String name) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).contains(name));
        return events.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void awaitComment() {
        await().atMost(PATIENCE).until(() -> !comments.isEmpty());
    }

    void awaitEnd() {
        await().atMost(PATIENCE).until(() -> ended);
    }

    @Override
    public void close() {
        response.thenAccept(open -> open.body().close());
    }

    private void read() {
        try {
            readLines();
            ended = true;
        } catch (UncheckedIOException closed) {
            // by us; what was read is kept
        }
    }

    private void readLines() {
        var id = "";
        var name = "";
        var data = new StringBuilder();
        for (var line : (Iterable<String>) response.join().body()::iterator) {
            if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty() && !name.isEmpty()) {
                events.add(new Event(id, name, data.toString()));
                id = "";
                name = "";
                data.setLength(0);
            }
        }
    }
}
