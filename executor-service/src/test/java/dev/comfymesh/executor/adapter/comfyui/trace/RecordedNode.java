package dev.comfymesh.executor.adapter.comfyui.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server side of a recorded scenario: says what the real server said when it is told to; knows no route beside. */
final class RecordedNode {
    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final Map<String, Ear> ears = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Map<String, JsonNode> answers = Map.of();
    private volatile CompletableFuture<Ear> awaited = new CompletableFuture<>();
    private @Nullable HttpServer server;
    private int port;

    private record Ear(ServerWebSocket socket, HttpConnection connection) {}

    RecordedNode(Vertx vertx) {
        this.vertx = vertx;
        start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void start() {
        if (server == null) {
            server = settled(
                    vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1"));
            port = server.actualPort();
        }
    }

    /** As a process that died: nobody listens any more. */
    void die() {
        if (server != null) {
            settled(server.close());
            server = null;
        }
    }

    /** From now on these requests are answered, by method and path. */
    void answering(Map<String, JsonNode> recorded) {
        asked.clear();
        answers = recorded;
    }

    /** What was asked since then, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Takes the next socket that connects under this name; before, none gets in. */
    void admit(String name, Runnable connecting) {
        awaited = new CompletableFuture<>();
        connecting.run();
        ears.put(name, settled(awaited));
    }

    void say(String name, String text) {
        settled(ears.get(name).socket().writeTextMessage(text));
    }

    void show(String name, JsonNode frame) {
        settled(ears.get(name).socket().writeBinaryMessage(binary(frame)));
    }

    /** Only the beginning of a frame was recorded, and what it tells of its image. */
    private static Buffer binary(JsonNode frame) {
        if (frame.has("meta")) {
            var meta = wire(frame.path("meta"));
            return Buffer.buffer()
                    .appendInt(frame.path("event_type").asInt())
                    .appendInt(meta.length())
                    .appendString(meta)
                    .appendBytes(new byte[frame.path("image_bytes").asInt()]);
        }
        var head = HexFormat.of().parseHex(frame.path("head_hex").asText());
        return Buffer.buffer(Arrays.copyOf(head, frame.path("bytes").asInt()));
    }

    /** Ends the connection without a farewell. */
    void cut(String name) {
        settled(ears.get(name).connection().close());
    }

    private void answer(HttpServerRequest request) {
        if (request.headers().contains("Upgrade")) {
            welcome(request);
            return;
        }
        var question = request.method() + " " + request.path();
        asked.add(question);
        request.end().onSuccess(_ -> {
            var recorded = answers.get(question);
            if (recorded == null) {
                request.response().setStatusCode(404).end();
            } else {
                request.response()
                        .setStatusCode(recorded.path("status").asInt())
                        .end(body(recorded));
            }
        });
        request.resume();
    }

    private void welcome(HttpServerRequest request) {
        var waiting = awaited;
        if (waiting.isDone()) {
            request.response().setStatusCode(503).end();
            return;
        }
        request.toWebSocket().onSuccess(socket -> waiting.complete(new Ear(socket, request.connection())));
    }

    private static Buffer body(JsonNode recorded) {
        var body = recorded.path("body");
        return switch (recorded.path("body_kind").asText()) {
            case "json" -> Buffer.buffer(wire(body));
            case "binary" ->
                Buffer.buffer(Arrays.copyOf(
                        HexFormat.of().parseHex(body.path("head_hex").asText()),
                        body.path("bytes").asInt()));
            default -> Buffer.buffer(body.asText(""));
        };
    }

    static String wire(JsonNode json) {
        return json.toString().replace("\"$NAN\"", "NaN");
    }

    private static <T> T settled(Future<T> future) {
        return settled(future.toCompletionStage().toCompletableFuture());
    }

    private static <T> T settled(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
