package dev.comfymesh.executor.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ears at one node, one for each client identity; once closed, whatever is still opened is closed at once. */
final class DeskSockets {
    private final Map<String, NodeSocket> sockets = new ConcurrentHashMap<>();
    private volatile boolean closed;

    void listen(String client, Function<String, NodeSocket> opening) {
        var socket = sockets.computeIfAbsent(client, opening);
        if (closed) {
            socket.close();
        }
    }

    boolean hearing(String client) {
        var socket = sockets.get(client);
        return socket != null && socket.open();
    }

    /** Whoever connects under the same identity takes the node's events away without a word. */
    void renew(String client) {
        var socket = sockets.get(client);
        if (socket != null && socket.open()) {
            socket.renew();
        }
    }

    void drop(String client) {
        close(sockets.remove(client));
    }

    /** All listen anew, because the node is to be found somewhere else. */
    void reopen(Function<String, NodeSocket> opening) {
        for (var client : sockets.keySet()) {
            drop(client);
            listen(client, opening);
        }
    }

    void close() {
        closed = true;
        sockets.values().forEach(NodeSocket::close);
    }

    private static void close(@Nullable NodeSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }
}
