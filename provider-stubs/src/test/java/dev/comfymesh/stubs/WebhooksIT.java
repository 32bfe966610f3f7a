package dev.comfymesh.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a webhook is told, and when; that it is signed as it should be, the vendors' clients see. */
class WebhooksIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> states = new CopyOnWriteArrayList<>();
    private ProviderStubs stubs;
    private HttpServer ear;
    private Client fal;
    private int status = 200;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        stubs = ProviderStubs.start(List.of("--port", "0", "--directory", directory.toString()));
        ear = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ear.createContext("/", this::hear);
        ear.start();
        fal = new Client(http, stubs.url("fal"));
        turn("none");
    }

    @AfterEach
    void stop() throws Exception {
        ear.stop(0);
        http.shutdownNow();
        stubs.stop();
    }

    @Test
    void areToldTwiceOnCommand() {
        turn("duplicate_webhook");

        var id = submit();

        await().until(() -> heard.equals(List.of(id, id)));
    }

    @Test
    void areToldAgainUntilTheyHear() {
        status = 500;

        var id = submit();

        await().until(() -> heard.size() >= 3);
        assertThat(heard).containsOnly(id);
    }

    @Test
    void areToldLateOnCommand() {
        turn("late_webhook");

        var late = submit();
        var next = submit();

        await().until(() -> heard.equals(List.of(next, late)));
    }

    @Test
    void areToldInTheWrongOrderOnCommand() {
        var replicate = new Client(http, stubs.url("replicate"));
        replicate.turn(new JsonObject()
                .put("fault", "reorder_webhook")
                .put("coldStartMillis", 0)
                .put("runMillis", 20));

        replicate.post(
                "/v1/models/owner/name/predictions",
                new JsonObject()
                        .put("webhook", url())
                        .put(
                                "input",
                                new JsonObject()
                                        .put("prompt", "a desert")
                                        .put("width", 16)
                                        .put("height", 16)));

        await().until(() -> states.equals(List.of("succeeded", "processing")));
    }

    private void turn(String fault) {
        fal.turn(new JsonObject()
                .put("fault", fault)
                .put("coldStartMillis", 0)
                .put("runMillis", 20)
                .put("jitterMillis", 0)
                .put("webhookPauseMillis", 50)
                .put("webhookLatenessMillis", 4000));
    }

    private String submit() {
        var input = new JsonObject()
                .put("prompt", "a desert")
                .put("image_size", new JsonObject().put("width", 16).put("height", 16));
        return Client.json(fal.post("/fal-ai/flux?fal_webhook=" + url(), input)).getString("request_id");
    }

    private String url() {
        return "http://127.0.0.1:" + ear.getAddress().getPort() + "/hook";
    }

    private void hear(HttpExchange exchange) throws IOException {
        states.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .getString("status"));
        heard.add(exchange.getRequestHeaders().getFirst("X-Fal-Webhook-Request-Id"));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
