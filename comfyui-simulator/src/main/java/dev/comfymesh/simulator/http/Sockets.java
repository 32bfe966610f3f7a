package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.execution.Audience;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connected clients by their id. All frames leave on one event loop, in the order of the calls. A second socket of
 * one id replaces the first, and when any socket of an id closes, the id is forgotten: a real server does so too.
 */
final class Sockets implements Audience {

    private final Context loop;
    private final Map<String, ServerWebSocket> sockets = new ConcurrentHashMap<>();
    private final Set<String> withMetadata = ConcurrentHashMap.newKeySet();

    Sockets(Context loop) {
        this.loop = loop;
    }

    /** Takes in a new client and tells it the first messages; runs on the event loop. */
    void join(String id, ServerWebSocket socket, Map<String, @Nullable Object> status, @Nullable String activeNode) {
        sockets.put(id, socket);
        withMetadata.remove(id);
        socket.textMessageHandler(new Negotiation(id, socket));
        socket.closeHandler(_ -> {
            sockets.remove(id);
            withMetadata.remove(id);
        });
        var first = Json.object();
        first.putAll(status);
        first.put("sid", id);
        socket.writeTextMessage(message("status", first));
        if (activeNode != null) {
            socket.writeTextMessage(message("executing", Json.object("node", activeNode)));
        }
    }

    @Override
    public void all(String type, Map<String, @Nullable Object> data) {
        var text = message(type, data);
        loop.runOnContext(_ -> sockets.values().forEach(socket -> socket.writeTextMessage(text)));
    }

    @Override
    public void client(@Nullable Object clientId, String type, Map<String, @Nullable Object> data) {
        if (clientId instanceof String id) {
            var text = message(type, data);
            send(id, socket -> socket.writeTextMessage(text));
        }
    }

    @Override
    public void binary(@Nullable Object clientId, byte[] frame) {
        var buffer = Buffer.buffer(frame);
        if (clientId == null) {
            loop.runOnContext(_ -> sockets.values().forEach(socket -> socket.writeBinaryMessage(buffer)));
        } else if (clientId instanceof String id) {
            send(id, socket -> socket.writeBinaryMessage(buffer));
        }
    }

    @Override
    public boolean wantsPreviewMetadata(@Nullable Object clientId) {
        return clientId instanceof String id && withMetadata.contains(id);
    }

    private void send(String id, Handler<ServerWebSocket> frame) {
        loop.runOnContext(_ -> {
            var socket = sockets.get(id);
            if (socket != null) {
                frame.handle(socket);
            }
        });
    }

    private static String message(String type, Map<String, @Nullable Object> data) {
        return Python.json(Json.object("type", type, "data", data));
    }

    /** Answers feature flags, but only when they are the first JSON object that the client sends. */
    private final class Negotiation implements Handler<String> {

        private final String id;
        private final ServerWebSocket socket;
        private boolean over;

        Negotiation(String id, ServerWebSocket socket) {
            this.id = id;
            this.socket = socket;
        }

        @Override
        public void handle(String text) {
            var message = over ? null : Json.asObject(decoded(text));
            if (message == null) {
                return;
            }
            over = true;
            if ("feature_flags".equals(message.get("type"))) {
                if (Boolean.TRUE.equals(Json.child(message, "data").get("supports_preview_metadata"))) {
                    withMetadata.add(id);
                }
                socket.writeTextMessage(message("feature_flags", Features.all()));
            }
        }

        private static @Nullable Object decoded(String text) {
            try {
                return Exchange.decode(Buffer.buffer(text));
            } catch (DecodeException e) {
                return null;
            }
        }
    }
}
