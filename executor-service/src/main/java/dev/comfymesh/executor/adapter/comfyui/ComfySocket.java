package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.app.NodeSocket;
import dev.comfymesh.executor.domain.NodeEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A socket to one node under one client identity, connecting again with growing pauses until closed. The node never pings,
 * so we do; a socket that owes us an answer is closed. There is never more than one at a time: a second one under the same
 * identity would make both deaf.
 */
final class ComfySocket implements NodeSocket {
    private static final Logger LOG = Logger.getLogger(ComfySocket.class);
    private static final Duration PING = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String HELLO = "{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}";

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final WebSocketConnectOptions address;
    private final NodeListener listener;
    private final NodeMeters meters;
    private volatile boolean open;

    // Touched on the context alone.
    private @Nullable WebSocket socket;
    private Duration pause = FIRST_PAUSE;
    private boolean closed;
    private boolean answered;

    ComfySocket(
            Vertx vertx,
            WebSocketClient client,
            WebSocketConnectOptions address,
            NodeListener listener,
            NodeMeters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.client = client;
        this.address = address;
        this.listener = listener;
        this.meters = meters;
        context.runOnContext(_ -> connect());
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public void renew() {
        context.runOnContext(_ -> {
            if (socket != null && open) {
                open = false;
                socket.close();
            }
        });
    }

    @Override
    public void close() {
        context.runOnContext(_ -> {
            closed = true;
            open = false;
            if (socket != null) {
                socket.close();
            }
        });
    }

    private void connect() {
        if (closed) {
            return;
        }
        client.connect(address)
                .onComplete(connecting -> context.runOnContext(_ -> {
                    if (connecting.succeeded()) {
                        connected(connecting.result());
                    } else {
                        LOG.debugf("No socket to %s: %s", address.getHost(), connecting.cause());
                        connectLater();
                    }
                }));
    }

    private void connected(WebSocket fresh) {
        if (closed) {
            fresh.close();
            return;
        }
        socket = fresh;
        answered = true;
        fresh.textMessageHandler(this::text);
        fresh.binaryMessageHandler(frame -> tell(EventReading.binary(frame)));
        fresh.pongHandler(_ -> answered = true);
        fresh.exceptionHandler(broken -> LOG.debugf("Socket to %s broke: %s", address.getHost(), broken));
        var pinging = vertx.setPeriodic(PING.toMillis(), _ -> ping(fresh));
        fresh.closeHandler(_ -> {
            vertx.cancelTimer(pinging);
            open = false;
            meters.reconnected();
            connectLater();
        });
        fresh.writeTextMessage(HELLO);
    }

    private void connectLater() {
        if (closed) {
            return;
        }
        vertx.setTimer(pause.toMillis(), _ -> connect());
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private void ping(WebSocket current) {
        if (!answered) {
            current.close();
            return;
        }
        answered = false;
        current.writePing(Buffer.buffer("comfymesh"));
    }

    private void text(String message) {
        var event = EventReading.text(message);
        if (!open && event.filter(NodeEvent.QueueChanged.class::isInstance).isPresent()) {
            open = true;
            pause = FIRST_PAUSE;
            listener.opened();
        }
        tell(event);
    }

    private void tell(Optional<NodeEvent> event) {
        event.ifPresent(listener::heard);
    }
}
