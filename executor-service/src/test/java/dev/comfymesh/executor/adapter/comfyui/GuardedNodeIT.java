package dev.comfymesh.executor.adapter.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a node behind TLS, with a certificate of its own making, that wants to know who asks. */
class GuardedNodeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "for-this-test";
    private static final Map<String, String> HEADERS =
            Map.of("Authorization", "Bearer node-secret", "X-Gate", "gate-secret");
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path directory;

    private final List<HttpServerRequest> arrivals = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeACertificate() throws IOException, InterruptedException {
        keytool("-genkeypair", "-alias", "node", "-keyalg", "EC", "-dname", "CN=node", "-ext", "san=ip:127.0.0.1");
        keytool("-exportcert", "-alias", "node", "-rfc", "-file", certificate().toString());
    }

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @AfterEach
    void everyRequestSaidWhoAsks() {
        assertThat(arrivals)
                .allSatisfy(request -> HEADERS.forEach(
                        (name, value) -> assertThat(request.getHeader(name)).isEqualTo(value)));
    }

    @Test
    void believesTheCertificateThatItWasGiven() {
        var node = client(new Access(HEADERS, Optional.of(certificate()), false));

        assertThat(look(node)).isEqualTo(new Sighting.Absent());
        assertListens(node);
    }

    @Test
    void believesAnyCertificateWhenToldTo() {
        var node = client(new Access(HEADERS, Optional.empty(), true));

        assertThat(look(node)).isEqualTo(new Sighting.Absent());
        assertListens(node);
    }

    @Test
    void sendsNothingToANodeThatItDoesNotBelieve() {
        var node = client(new Access(HEADERS, Optional.empty(), false));

        assertThat(look(node)).isEqualTo(new Sighting.Refused());
        assertThat(arrivals).isEmpty();
    }

    @Test
    void showsNoSecret() {
        assertThat(new Access(HEADERS, Optional.of(certificate()), false).toString())
                .doesNotContain("secret");
    }

    private void assertListens(NodeClient node) {
        var socket = node.listen("client", new NodeListener() {
            @Override
            public void opened() {}

            @Override
            public void heard(NodeEvent event) {}
        });
        await().atMost(PATIENCE).until(socket::open);
        socket.close();
    }

    private static Sighting look(NodeClient node) {
        return node.look(UUID.randomUUID()).await().atMost(PATIENCE);
    }

    private NodeClient client(Access access) {
        var options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(directory.resolve("node.p12").toString())
                        .setPassword(PASSWORD));
        var server = VERTX.getDelegate().createHttpServer(options).requestHandler(this::answer);
        var port = Uni.createFrom()
                .completionStage(server.listen(0, "127.0.0.1").toCompletionStage())
                .await()
                .atMost(PATIENCE)
                .actualPort();
        var limits = new Connections.Limits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1 << 20);
        return new Connections(VERTX, limits, Map.of("guarded", access)::get, new SimpleMeterRegistry())
                .at(new Target("guarded", URI.create("https://127.0.0.1:" + port), 1));
    }

    private void answer(HttpServerRequest request) {
        arrivals.add(request);
        if (request.path().equals("/ws")) {
            request.toWebSocket()
                    .onSuccess(socket -> socket.writeTextMessage("{\"type\": \"status\", \"data\": {\"status\": {}}}"));
        } else {
            request.response().setStatusCode(404).end("{\"error\": \"Job not found\"}");
        }
    }

    private static Path certificate() {
        return directory.resolve("node.pem");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var store = Stream.of("-keystore", directory.resolve("node.p12").toString(), "-storepass", PASSWORD);
        var command = Stream.of(Stream.of(tool), Stream.of(arguments), store).flatMap(words -> words);
        var log = Files.createTempFile(directory, "keytool", ".log").toFile();
        var process = new ProcessBuilder(command.toList())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(process.waitFor()).as(log.toString()).isZero();
    }
}
