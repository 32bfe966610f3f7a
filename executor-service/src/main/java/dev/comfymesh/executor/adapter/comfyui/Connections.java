package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.app.NodeSocket;
import dev.comfymesh.executor.app.Nodes;
import dev.comfymesh.executor.domain.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.file.FileSystem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The connections of this process to all nodes, with their limits. */
public final class Connections implements Nodes {
    private static final int FRAME = 16 * 1024 * 1024;
    private static final int MESSAGE = 64 * 1024 * 1024;

    private final Vertx vertx;
    private final Limits limits;
    private final HttpClient http;
    private final WebSocketClient sockets;
    private final NodeMeters meters;

    /** {@code authorization} is sent to every node with every request. */
    public record Limits(
            Duration connectTimeout,
            Duration timeout,
            Duration submitTimeout,
            Duration fetchTimeout,
            long largestFileBytes,
            Optional<String> authorization) {}

    public Connections(Vertx vertx, Limits limits, MeterRegistry registry) {
        this.vertx = vertx;
        this.limits = limits;
        this.meters = new NodeMeters(registry);
        var connectMillis = (int) limits.connectTimeout().toMillis();
        this.http = vertx.getDelegate()
                .createHttpClient(new HttpClientOptions()
                        .setConnectTimeout(connectMillis)
                        .setMaxPoolSize(16)
                        .setKeepAliveTimeout(30) // seconds; shorter than any node's own
                        .setTracingPolicy(TracingPolicy.IGNORE)); // a run's trace goes on in its own header
        this.sockets = vertx.getDelegate()
                .createWebSocketClient(new WebSocketClientOptions()
                        .setConnectTimeout(connectMillis)
                        .setMaxConnections(1024)
                        .setMaxFrameSize(FRAME)
                        .setMaxMessageSize(MESSAGE));
    }

    @Override
    public NodeClient at(Target target) {
        return new ComfyNode(this, target.url());
    }

    NodeSocket socket(String base, String clientId, NodeListener listener) {
        var address = new WebSocketConnectOptions()
                .setAbsoluteURI(URI.create(base.replaceFirst("^http", "ws") + "/ws?clientId="
                                + URLEncoder.encode(clientId, StandardCharsets.UTF_8))
                        .toString());
        limits.authorization().ifPresent(value -> address.addHeader("Authorization", value));
        return new ComfySocket(vertx.getDelegate(), sockets, address, listener, meters);
    }

    /** Does the work on a thread that it may keep for a while. */
    <T> Uni<T> aside(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    NodeMeters meters() {
        return meters;
    }

    Requests requests(String base) {
        return new Requests(vertx.getDelegate(), http, base, limits);
    }

    FileSystem files() {
        return vertx.fileSystem();
    }

    long largestFileBytes() {
        return limits.largestFileBytes();
    }
}
