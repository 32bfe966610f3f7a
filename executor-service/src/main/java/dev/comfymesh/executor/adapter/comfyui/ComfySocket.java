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
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A socket to one node under one client identity, connecting again with growing pauses until closed. The node never pings,
 * so we do; a socket on which nothing comes for two heartbeats is renewed. There is never more than one at a time: a second one
 * under the same identity would make both deaf.
 */
final class ComfySocket implements NodeSocket {
    private static final Logger LOG = Logger.getLogger(ComfySocket.class);
    /** So many pings may stay without any sign of life. */
    private static final int BEATS = 2;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String HELLO = "{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}";

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final WebSocketConnectOptions address;
    private final UnaryOperator<String> names;
    private final NodeListener listener;
    private final Duration heartbeat;
    private final NodeMeters meters;
    private volatile boolean open;

    // Touched on the context alone.
    private @Nullable WebSocket socket;
    private Duration pause = FIRST_PAUSE;
    private boolean closed;
    private int unanswered;
    private long beating = -1;

    /** {@code names} puts into a message the ids that we know runs by. */
    ComfySocket(
            Vertx vertx,
            WebSocketClient client,
            WebSocketConnectOptions address,
            UnaryOperator<String> names,
            NodeListener listener,
            Duration heartbeat,
            NodeMeters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.client = client;
        this.address = address;
        this.names = names;
        this.listener = listener;
        this.heartbeat = heartbeat;
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

    /** The node greets at once, so we listen before we connect. */
    private void connect() {
        if (closed) {
            return;
        }
        client.webSocket()
                .textMessageHandler(this::text)
                .binaryMessageHandler(this::binary)
                .pongHandler(_ -> unanswered = 0)
                .exceptionHandler(broken -> LOG.debugf("Socket to %s broke: %s", address.getHost(), broken))
                .closeHandler(_ -> gone())
                .connect(address)
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
        if (fresh.isClosed()) {
            return;
        }
        socket = fresh;
        unanswered = 0;
        beating = vertx.setPeriodic(heartbeat.toMillis(), _ -> beat(fresh));
        fresh.writeTextMessage(HELLO);
    }

    private void gone() {
        vertx.cancelTimer(beating);
        open = false;
        meters.reconnected();
        connectLater();
    }

    private void connectLater() {
        if (closed) {
            return;
        }
        vertx.setTimer(pause.toMillis(), _ -> connect());
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private void beat(WebSocket current) {
        if (unanswered == BEATS) {
            LOG.warnf("Nothing comes from the socket to %s any more; connecting anew", address.getHost());
            open = false;
            current.close();
            return;
        }
        unanswered++;
        current.writePing(Buffer.buffer("comfymesh"));
    }

    private void text(String message) {
        unanswered = 0;
        var event = EventReading.text(names.apply(message));
        if (!open && event.filter(NodeEvent.QueueChanged.class::isInstance).isPresent()) {
            open = true;
            pause = FIRST_PAUSE;
            listener.opened();
        }
        tell(event);
    }

    private void binary(Buffer frame) {
        unanswered = 0;
        tell(EventReading.binary(frame));
    }

    private void tell(Optional<NodeEvent> event) {
        event.ifPresent(listener::heard);
    }
}
