package dev.comfymesh.executor.adapter.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.app.NodeSocket;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The socket to nodes that greet early, fall silent, or close. */
class ComfySocketIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HEARTBEAT = Duration.ofMillis(100);
    private static final String GREETING =
            "{\"type\": \"status\", \"data\": {\"status\": {\"exec_info\": {\"queue_remaining\": 0}}, \"sid\": \"client\"}}";

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> arrivals = new CopyOnWriteArrayList<>();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void hearsAGreetingThatComesWithTheConnection() {
        var socket = listen(HEARTBEAT.multipliedBy(100));

        await().atMost(PATIENCE).until(socket::open);
    }

    @Test
    void renewsASocketOnWhichNothingComesAnyMore() {
        var socket = listen(HEARTBEAT);
        await().atMost(PATIENCE).until(socket::open);

        sockets.getFirst().pause(); // reads neither pings nor farewells from now on

        await().atMost(PATIENCE).until(() -> arrivals.size() > 1 && socket.open());
    }

    @Test
    void keepsASocketThatOnlyAnswersPings() {
        var socket = listen(HEARTBEAT);

        await().atMost(PATIENCE)
                .during(HEARTBEAT.multipliedBy(6))
                .until(() -> arrivals.size() == 1 && (socket.open() || sockets.isEmpty()));
    }

    @Test
    void comesBackWhenTheNodeCutsItOff() {
        var socket = listen(PATIENCE);
        await().atMost(PATIENCE).until(socket::open);

        arrivals.getFirst().connection().close();

        await().atMost(PATIENCE).until(() -> arrivals.size() == 2 && socket.open());
    }

    @Test
    void staysAwayOnceClosed() {
        var socket = listen(PATIENCE);
        await().atMost(PATIENCE).until(socket::open);

        socket.close();

        await().atMost(PATIENCE).until(() -> sockets.getFirst().isClosed());
        assertThat(arrivals).hasSize(1);
    }

    private NodeSocket listen(Duration heartbeat) {
        var server = vertx.getDelegate().createHttpServer().requestHandler(this::welcome);
        var port = Uni.createFrom()
                .completionStage(server.listen(0, "127.0.0.1").toCompletionStage())
                .await()
                .atMost(PATIENCE)
                .actualPort();
        var limits = new Connections.Limits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, heartbeat, 1 << 20);
        return new Connections(vertx, limits, _ -> Access.PLAIN, new SimpleMeterRegistry())
                .at(new Target("target", URI.create("http://127.0.0.1:" + port), 1))
                .listen("client", new Deaf());
    }

    private void welcome(HttpServerRequest request) {
        arrivals.add(request);
        request.toWebSocket().onSuccess(socket -> {
            socket.writeTextMessage(GREETING);
            sockets.add(socket);
        });
    }

    private static final class Deaf implements NodeListener {
        @Override
        public void opened() {}

        @Override
        public void heard(NodeEvent event) {}
    }
}
