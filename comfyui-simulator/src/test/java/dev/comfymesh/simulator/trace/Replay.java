package dev.comfymesh.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Plays the clients of a scenario against a fresh node and compares all that the node says. A line is sent when all
 * above it has been seen. Reading is repeated until it shows what was recorded, since the recorder waited by reading.
 */
final class Replay implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final double NOTABLE_SILENCE_MILLIS = 100;
    private static final double LONGEST_SILENCE_MILLIS = 1_600;
    private static final JsonFactory LENIENT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Likeness likeness = new Likeness();
    private final Map<String, Ear> ears = new HashMap<>();
    private final Map<Object, Trace.Line> requests = new HashMap<>();
    private final Map<Object, CompletableFuture<HttpResponse<byte[]>>> answers = new HashMap<>();
    private final Map<Object, Integer> handshakes = new HashMap<>();
    private final Trace trace;
    private final int slowness;
    private final Scenery scenery;

    /** A replay in which all that takes time takes so many times as long. */
    Replay(Trace trace, Path directory, int slowness) throws Exception {
        this.trace = trace;
        this.slowness = slowness;
        this.scenery = new Scenery(trace.name(), directory, likeness, slowness);
    }

    void run() throws Exception {
        double before = 0;
        for (var line : trace.lines()) {
            switch (line.direction()) {
                case "note" -> scenery.follow(line.text("text"), ears);
                case "http-req" -> {
                    keepSilent(line, before);
                    send(line);
                }
                case "http-res" -> compare(line);
                case "ws-out" -> {
                    keepSilent(line, before);
                    say(line);
                }
                default -> hear(line);
            }
            before = line.millis();
        }
        ears.values().forEach(Ear::expectNothingMore);
    }

    /** What the recorder did after a pause may rest on what the node did silently in it. */
    private void keepSilent(Trace.Line line, double before) {
        double silence = line.millis() - before;
        if (silence >= NOTABLE_SILENCE_MILLIS && !isRead(line)) {
            var pause = Duration.ofMillis((long) Math.min(silence, LONGEST_SILENCE_MILLIS) * slowness);
            await().pollDelay(pause).atMost(pause.plusSeconds(5)).until(() -> true);
        }
    }

    private static boolean isRead(Trace.Line line) {
        return "GET".equals(line.tree().get("method")) && !isHandshake(line);
    }

    private static boolean isHandshake(Trace.Line line) {
        return "websocket".equals(Json.child(line.tree(), "headers").get("Upgrade"));
    }

    private void send(Trace.Line line) {
        var id = line.tree().get("id");
        if (isHandshake(line)) {
            handshakes.put(id, connect(line));
            return;
        }
        requests.put(id, line);
        answers.put(id, http.sendAsync(Requests.of(line, scenery.url(), likeness), BodyHandlers.ofByteArray()));
    }

    private int connect(Trace.Line line) {
        var ear = new Ear(scenery.leftOut(), !line.connection().endsWith(".ws"));
        var opening = http.newWebSocketBuilder();
        Json.child(line.tree(), "headers").forEach((name, value) -> {
            if (!name.equals("Upgrade")) {
                opening.header(name, likeness.filled(String.valueOf(value)));
            }
        });
        var path = likeness.filled(line.text("path")).replace(" ", "%20");
        try {
            ear.attach(opening.buildAsync(URI.create(scenery.url().replace("http", "ws") + path), ear)
                    .join());
            ears.put(line.connection(), ear);
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    private void say(Trace.Line line) {
        var ear = ears.get(line.connection());
        if (line.text("kind").equals("close")) {
            ear.leave();
        } else {
            var text = line.text("text");
            ear.say(text == null ? Python.json(line.tree().get("msg")) : text);
        }
    }

    /** A socket that closes is the first sign of a server that has been ended. */
    private void hear(Trace.Line line) throws Exception {
        if (line.text("kind").equals("closed")) {
            scenery.endInside();
        }
        ears.get(line.connection()).expect(line, likeness);
    }

    private void compare(Trace.Line line) throws Exception {
        var id = line.tree().get("id");
        if (handshakes.containsKey(id)) {
            assertThat(handshakes.get(id)).as("%s", line).isEqualTo(line.tree().get("status"));
            return;
        }
        if (line.tree().get("status") == null) {
            assertThat(answers.get(id)).as("%s", line).failsWithin(PATIENCE);
            return;
        }
        var difference = difference(line, answers.get(id).join());
        if (difference.isPresent() && "GET".equals(requests.get(id).text("method"))) {
            difference = reread(line, requests.get(id));
        }
        assertThat(difference).as("%s\n %s", requests.get(id), line).isEmpty();
    }

    private Optional<String> reread(Trace.Line line, Trace.Line request) throws IOException, InterruptedException {
        var again = Requests.of(request, scenery.url(), likeness);
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> difference(line, http.send(again, BodyHandlers.ofByteArray()))
                            .isEmpty());
            return Optional.empty();
        } catch (ConditionTimeoutException e) {
            return difference(line, http.send(again, BodyHandlers.ofByteArray()));
        }
    }

    private Optional<String> difference(Trace.Line line, HttpResponse<byte[]> answer) {
        var recorded = Json.object(
                "status", line.tree().get("status"), "content_type", line.tree().get("content_type"));
        var said = Json.object(
                "status",
                answer.statusCode(),
                "content_type",
                answer.headers().firstValue("Content-Type").orElse(null));
        Json.child(line.tree(), "headers").forEach((name, value) -> {
            recorded.put(name, withoutSize(line, value));
            said.put(name, withoutSize(line, answer.headers().firstValue(name).orElse(null)));
        });
        return likeness.difference(recorded, said).or(() -> bodies(line, answer.body()));
    }

    /** How many bytes a picture has depends on its encoder. */
    private static Object withoutSize(Trace.Line line, Object header) {
        boolean picture = String.valueOf(line.tree().get("content_type")).startsWith("image/");
        return picture && header != null ? String.valueOf(header).replaceFirst("(^|/)\\d+$", "$1") : header;
    }

    private Optional<String> bodies(Trace.Line line, byte[] body) {
        var recorded = line.tree().get("body");
        var text = new String(body, StandardCharsets.UTF_8);
        return switch (line.text("body_kind")) {
            case "json" -> likeness.difference(recorded, value(text), sortedByTime(line));
            case "binary" ->
                likeness.difference(
                        Media.of(String.valueOf(Json.asObject(recorded).get("head_hex"))), Media.of(body));
            default -> likeness.difference(recorded == null ? "" : recorded, text);
        };
    }

    /** How long a run took differs from run to run, and so does the order by it. */
    private boolean sortedByTime(Trace.Line line) {
        return requests.get(line.tree().get("id")).text("path").contains("sort_by=execution_duration");
    }

    static Map<String, Object> json(String text) {
        return Json.asObject(value(text));
    }

    private static Object value(String text) {
        try (var parser = LENIENT.createParser(text)) {
            return switch ((Object) JacksonCodec.fromParser(parser, Object.class)) {
                case JsonObject object -> object.getMap();
                case JsonArray array -> array.getList();
                case null -> null;
                case Object other -> other;
            };
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() throws Exception {
        http.shutdownNow();
        scenery.close();
    }
}
