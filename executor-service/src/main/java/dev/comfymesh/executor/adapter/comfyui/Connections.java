package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.app.NodeSocket;
import dev.comfymesh.executor.app.Nodes;
import dev.comfymesh.executor.domain.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import io.vertx.mutiny.core.file.FileSystem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The connections of this process to all nodes, with their limits. */
public final class Connections implements Nodes {
    private final Vertx vertx;
    private final Limits limits;
    private final Function<String, Access> accesses;
    private final NodeMeters meters;
    private final WorkerExecutor heavy;
    private final Map<Trust, Clients> clients = new ConcurrentHashMap<>();

    /** {@code heartbeat}: a socket is asked this often whether the node still is there. */
    public record Limits(
            Duration connectTimeout,
            Duration timeout,
            Duration submitTimeout,
            Duration fetchTimeout,
            Duration heartbeat,
            long largestFileBytes) {}

    private record Trust(Optional<Path> certificate, boolean all) {}

    /** {@code accesses} answers for every target how it wants to be spoken to. */
    public Connections(Vertx vertx, Limits limits, Function<String, Access> accesses, MeterRegistry registry) {
        this.vertx = vertx;
        this.limits = limits;
        this.accesses = accesses;
        this.meters = new NodeMeters(registry);
        this.heavy = vertx.createSharedWorkerExecutor("catalogues", 2);
    }

    @Override
    public NodeClient at(Target target) {
        return new ComfyNode(this, target.url(), accesses.apply(target.id()));
    }

    NodeSocket socket(String base, Access access, String clientId, UnaryOperator<String> names, NodeListener listener) {
        var address = new WebSocketConnectOptions()
                .setAbsoluteURI(base.replaceFirst("^http", "ws") + "/ws?clientId="
                        + URLEncoder.encode(clientId, StandardCharsets.UTF_8));
        access.headers().forEach(address::addHeader);
        return new ComfySocket(
                vertx.getDelegate(), clients(access).sockets(), address, names, listener, limits.heartbeat(), meters);
    }

    private Clients clients(Access access) {
        return clients.computeIfAbsent(
                new Trust(access.trustCertificate(), access.trustAll()),
                _ -> Clients.open(vertx.getDelegate(), limits.connectTimeout(), access));
    }

    /** Does heavy work off the event loops; little of it at a time, for it takes memory too. */
    <T> Uni<T> aside(Callable<T> work) {
        return heavy.executeBlocking(work, false);
    }

    NodeMeters meters() {
        return meters;
    }

    Requests requests(String base, Access access) {
        return new Requests(vertx.getDelegate(), clients(access).http(), base, access, limits);
    }

    FileSystem files() {
        return vertx.fileSystem();
    }

    long largestFileBytes() {
        return limits.largestFileBytes();
    }
}
