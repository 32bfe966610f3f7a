package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.execution.Audience;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connected clients by their id. All frames leave on one event loop, in the order of the calls, one client after
 * the other: a client that does not read holds up all of them. A second socket of one id replaces the first, and when
 * any socket of an id closes, the id is forgotten. A real server does so too.
 */
final class Sockets implements Audience {

    private static final int CRASHED = 1;

    /** A frame for one client, or for all when the id is null. */
    private record Delivery(@Nullable String id, Handler<ServerWebSocket> frame) {}

    private final Context loop;
    private final boolean negotiates;
    private final IntConsumer end;
    private final Map<String, ServerWebSocket> sockets = new ConcurrentHashMap<>();
    private final Set<String> withMetadata = ConcurrentHashMap.newKeySet();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Queue<Delivery> held = new ArrayDeque<>();
    private boolean stalled;

    /** What breaks the loop of a real server ends the process. */
    Sockets(Context loop, boolean negotiates, IntConsumer end) {
        this.loop = loop;
        this.negotiates = negotiates;
        this.end = end;
    }

    /** Takes in a new client and tells it the first messages; runs on the event loop. */
    void join(
            String id,
            HttpConnection connection,
            ServerWebSocket socket,
            Map<String, @Nullable Object> status,
            @Nullable String activeNode) {
        sockets.put(id, socket);
        connections.add(connection);
        withMetadata.remove(id);
        socket.textMessageHandler(new Negotiation(id, socket));
        socket.closeHandler(_ -> {
            sockets.remove(id);
            connections.remove(connection);
            withMetadata.remove(id);
            pump();
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
        if (sockets.isEmpty()) {
            return;
        }
        var text = message(type, data);
        deliver(new Delivery(null, socket -> socket.writeTextMessage(text)));
    }

    @Override
    public void client(@Nullable Object clientId, String type, Map<String, @Nullable Object> data) {
        if (clientId instanceof String id) {
            if (!sockets.containsKey(id)) {
                return;
            }
            var text = message(type, data);
            deliver(new Delivery(id, socket -> socket.writeTextMessage(text)));
        } else if (clientId instanceof Collection || clientId instanceof Map) {
            crash();
        }
    }

    @Override
    public void binary(@Nullable Object clientId, byte[] frame) {
        var buffer = Buffer.buffer(frame);
        if (clientId == null || clientId instanceof String) {
            deliver(new Delivery((String) clientId, socket -> socket.writeBinaryMessage(buffer)));
        }
    }

    @Override
    public void lose(@Nullable Object clientId) {
        if (clientId instanceof String id) {
            loop.runOnContext(_ -> sockets.remove(id));
        }
    }

    @Override
    public boolean wantsPreviewMetadata(@Nullable Object clientId) {
        return clientId instanceof String id && withMetadata.contains(id);
    }

    /** Holds all frames back, or lets those go that were held. */
    void stall(boolean wanted) {
        loop.runOnContext(_ -> {
            stalled = wanted;
            pump();
        });
    }

    /** Breaks all connections, as the death of the process does. */
    Future<Void> breakAll() {
        var broken = Promise.<Void>promise();
        loop.runOnContext(_ -> {
            held.clear();
            List.copyOf(connections).forEach(Connections::cut);
            broken.complete();
        });
        return broken.future();
    }

    private void deliver(Delivery delivery) {
        loop.runOnContext(_ -> {
            held.add(delivery);
            pump();
        });
    }

    private void pump() {
        while (!stalled && !held.isEmpty()) {
            var delivery = held.element();
            var targets = targets(delivery.id());
            for (var target : targets) {
                if (target.writeQueueFull()) {
                    target.drainHandler(_ -> pump());
                    return;
                }
            }
            held.remove();
            targets.forEach(delivery.frame()::handle);
        }
    }

    private Collection<ServerWebSocket> targets(@Nullable String id) {
        if (id == null) {
            return sockets.values();
        }
        var socket = sockets.get(id);
        return socket == null ? List.of() : List.of(socket);
    }

    private String message(String type, Map<String, @Nullable Object> data) {
        try {
            return Python.json(Json.object("type", type, "data", data));
        } catch (IllegalArgumentException notJson) {
            crash();
            throw notJson;
        }
    }

    private void crash() {
        loop.runOnContext(_ -> end.accept(CRASHED));
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
            var message = over || !negotiates ? null : Json.asObject(decoded(text));
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
