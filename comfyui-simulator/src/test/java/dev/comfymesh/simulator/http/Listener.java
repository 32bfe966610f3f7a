package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.json.Json;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket that keeps everything it hears. */
final class Listener implements WebSocket.Listener {

    private final StringBuilder part = new StringBuilder();
    private final List<Map<String, Object>> messages = new CopyOnWriteArrayList<>();
    private final List<Integer> frameTypes = new CopyOnWriteArrayList<>();
    private volatile boolean cut;
    private WebSocket socket;

    static Listener open(HttpClient http, String url) {
        var listener = new Listener();
        listener.socket =
                http.newWebSocketBuilder().buildAsync(URI.create(url), listener).join();
        return listener;
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    List<Map<String, Object>> messages() {
        return messages;
    }

    List<Integer> frameTypes() {
        return frameTypes;
    }

    List<Object> types() {
        return messages.stream().map(message -> message.get("type")).toList();
    }

    boolean heardEndOf(String promptId) {
        return messages.stream()
                .filter(message -> "executing".equals(message.get("type")))
                .map(message -> Json.child(message, "data"))
                .anyMatch(data -> promptId.equals(data.get("prompt_id")) && data.get("node") == null);
    }

    /** Whether the connection broke without a word. */
    boolean isCut() {
        return cut;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        cut = code == 1006;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        cut = true;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            messages.add(Json.asObject(Exchange.decode(Buffer.buffer(part.toString()))));
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer bytes, boolean last) {
        if (last && bytes.remaining() >= 4) {
            frameTypes.add(bytes.getInt());
        }
        webSocket.request(1);
        return null;
    }
}
