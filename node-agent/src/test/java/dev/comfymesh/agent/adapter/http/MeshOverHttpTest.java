package dev.comfymesh.agent.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.comfymesh.agent.app.Mesh.Orders;
import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeshOverHttpTest {
    private static final String DIGEST = "a".repeat(64);
    private static final Order ORDER = new Order(DIGEST, "loras", "cm-" + DIGEST + ".safetensors", 6);

    private final List<String> seen = new ArrayList<>();
    private HttpServer server;
    private MeshOverHttp mesh;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        mesh = new MeshOverHttp(url(), "node-a", "secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksForOrdersThatAreNotTheKnownOnes() throws IOException {
        body = """
                {"more": {"x": [1]}, "orders": [
                  {"sha256": "%s", "folder": "loras", "name": "%s", "bytes": 6, "new": [{}]}]}""".formatted(DIGEST, ORDER.name());

        assertThat(mesh.orders("3")).contains(new Orders("4", List.of(ORDER)));
        assertThat(seen).containsExactly("GET /v1/agents/node-a/orders Bearer secret \"3\" null");
        status = 304;
        assertThat(mesh.orders("4")).isEmpty();
    }

    @Test
    void passesOrdersOverThatLeadElsewhere() throws IOException {
        body = """
                {"orders": [
                  {"sha256": "%1$s", "folder": "..", "name": "%2$s", "bytes": 6},
                  {"sha256": "%1$s", "folder": "loras", "name": "%2$s", "bytes": 6}]}""".formatted(DIGEST, ORDER.name());

        assertThat(mesh.orders("")).contains(new Orders("4", List.of(ORDER)));
    }

    @Test
    void reports() throws IOException {
        status = 204;

        mesh.report(new Report(List.of(DIGEST), 7, List.of(new Report.Refused(DIGEST, "no \"room\""))));

        assertThat(seen)
                .containsExactly(
                        "PUT /v1/agents/node-a Bearer secret null null",
                        "{\"files\":[\"%s\"],\"freeDiskBytes\":7,\"refused\":[{\"sha256\":\"%s\",\"reason\":\"no \\\"room\\\"\"}]}"
                                .formatted(DIGEST, DIGEST));
    }

    @Test
    void readsTheRestOfAFile() throws IOException {
        status = 206;
        body = "def";

        assertThat(read(3)).isEqualTo("def");
        assertThat(seen)
                .containsExactly("GET /v1/agents/node-a/files/%s Bearer secret null bytes=3-".formatted(DIGEST));
    }

    @Test
    void skipsWhatItHasWhenAllIsSent() throws IOException {
        body = "abcdef";

        assertThat(read(3)).isEqualTo("def");
    }

    @Test
    void saysInOneLineWhatIsWrongAndNeverTheToken() {
        status = 401;
        assertThatThrownBy(() -> mesh.orders(""))
                .hasMessage(url().getAuthority() + " refuses the token (401): compare it with executor.agent.token");
        status = 404;
        assertThatThrownBy(() -> mesh.report(new Report(List.of(), 0, List.of())))
                .hasMessage(url().getAuthority() + " knows no such target or file (404): /v1/agents/node-a");
        status = 307;
        assertThatThrownBy(() -> mesh.orders("")).hasMessageContaining("answered 307");
        server.stop(0);
        assertThatThrownBy(() -> mesh.orders(""))
                .hasMessage(url().getAuthority() + " gives no answer: Connection refused");
    }

    private String read(long from) throws IOException {
        var out = new ByteArrayOutputStream();
        mesh.read(ORDER, from, (bytes, length) -> out.write(bytes, 0, length));
        return out.toString(StandardCharsets.UTF_8);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        seen.add("%s %s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        headers.getFirst("Authorization"),
                        headers.getFirst("If-None-Match"),
                        headers.getFirst("Range")));
        var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!sent.isEmpty()) {
            seen.add(sent);
        }
        exchange.getResponseHeaders().add("ETag", "\"4\"");
        exchange.getResponseHeaders().add("Location", "http://elsewhere.invalid/");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var empty = status == 204 || status == 304;
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
