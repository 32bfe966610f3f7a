package dev.comfymesh.stubs;

import static dev.comfymesh.stubs.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no vendor's client shows: faults, the meter, and the providers that have no client of their own. */
class ProvidersIT {
    private static final JsonObject INPUT = new JsonObject()
            .put("prompt", "a desert")
            .put("seed", 7)
            .put("image_size", new JsonObject().put("width", 48).put("height", 32));

    @TempDir
    static Path directory;

    private static ProviderStubs stubs;
    private static HttpClient http;

    private final Client fal = new Client(http, stubs.url("fal"));

    @BeforeAll
    static void start() throws Exception {
        stubs = ProviderStubs.start(List.of("--port", "0", "--directory", directory.toString()));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.shutdownNow();
        stubs.stop();
    }

    @BeforeEach
    void hurry() {
        for (var name : List.of("runpod", "comfyapi", "fal", "replicate", "together")) {
            new Client(http, stubs.url(name))
                    .turn(new JsonObject()
                            .put("coldStartMillis", 10)
                            .put("runMillis", 50)
                            .put("jitterMillis", 0)
                            .put("submits", 1000)
                            .put("outage", false)
                            .put("fault", "none"));
        }
    }

    @Test
    void losesTheAnswerToASubmissionThatRunsAndIsCharged() {
        var before = meter(fal);
        fal.turn(fault("drop_response_after_accept"));

        assertThatThrownBy(() -> submit(fal)).isInstanceOf(IllegalStateException.class);

        await().until(() -> meter(fal) == before + 25_000);
    }

    @Test
    void answersNobodyDuringAnOutageAndGoesOnWithWhatItTook() {
        var id = submit(fal);
        fal.turn(new JsonObject().put("outage", true));

        assertThatThrownBy(() -> fal.get("/fal-ai/flux/requests/" + id + "/status"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> submit(fal)).isInstanceOf(IllegalStateException.class);

        fal.turn(new JsonObject().put("outage", false));
        await().until(() -> fal.get("/fal-ai/flux/requests/" + id).statusCode() == 200);
    }

    @Test
    void hasAGatewayAnswerInItsPlace() {
        fal.turn(fault("html_502"));
        var answer = fal.post("/fal-ai/flux/dev", INPUT);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("nginx");
        var id = lastJob(fal);
        assertThat(fal.get("/fal-ai/flux/requests/" + id + "/status").statusCode())
                .isEqualTo(502);
        awaitStatus(id, 200);
    }

    @Test
    void takesNoMoreThanItsRateAllows() {
        var replicate = new Client(http, stubs.url("replicate"));
        replicate.turn(new JsonObject().put("submits", 1).put("windowMillis", 60_000));
        var body = new JsonObject().put("version", "v").put("input", INPUT);
        replicate.post("/v1/predictions", body);

        var refused = replicate.post("/v1/predictions", body);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("ratelimit-reset")).isPresent();
    }

    @Test
    void doesNotKnowWhatItRuns() {
        fal.turn(fault("status_404_mid_run").put("runMillis", 300));
        var id = submit(fal);

        awaitStatus(id, 404);
        awaitStatus(id, 200);
    }

    @Test
    void doesNotKeepWhatItMade() {
        fal.turn(fault("result_expired"));
        var id = submit(fal);
        awaitStatus(id, 200);

        var result = json(fal.get("/fal-ai/flux/requests/" + id));

        var url = result.getJsonArray("images").getJsonObject(0).getString("url");
        assertThat(fal.get(url).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsPositionsAndRefusesUnknownKnobs() {
        fal.turn(new JsonObject().put("fault", "slow").put("count", 3).put("share", 0.5));

        assertThat(json(fal.get("/stub/knobs"))).contains(Map.entry("fault", "slow"), Map.entry("share", 0.5));
        assertThat(fal.post("/stub/knobs", new JsonObject().put("luck", 1)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void chargesInFullForWhatItStoppedOnCommand() {
        var before = meter(fal);
        fal.turn(fault("bill_on_cancel").put("runMillis", 60_000));
        var id = submit(fal);

        assertThat(cancel(id)).isEqualTo(202);

        assertThat(meter(fal)).isEqualTo(before + 25_000);
        assertThat(cancel(id)).isEqualTo(400);
    }

    @Nested
    class RunPod {
        private final Client runpod = new Client(http, stubs.url("runpod"));

        @Test
        void runsGraphsAndHandsPicturesOverInItsAnswer() {
            var done = ended(run(graph("SaveImage", 8)));

            assertThat(done.getString("status")).isEqualTo("COMPLETED");
            assertThat(done.getLong("executionTime")).isPositive();
            var image = done.getJsonObject("output").getJsonArray("images").getJsonObject(0);
            assertThat(Base64.getDecoder().decode(image.getString("data"))).startsWith(0x89, 'P', 'N', 'G');
        }

        @Test
        void saysWhatIsWrongWithAGraphInOneText() {
            var done = ended(run(graph("SaveImage", -1)));

            assertThat(done.getString("status")).isEqualTo("FAILED");
            assertThat(done.getString("error")).contains("Node 1").contains("width");
        }

        @Test
        void succeedsWithoutPicturesWhereOnlyPreviewsAre() {
            var done = ended(run(graph("PreviewImage", 8)));

            assertThat(done.getJsonObject("output").getString("status")).isEqualTo("success_no_images");
        }

        private JsonObject graph(String saver, int width) {
            var image = new JsonObject()
                    .put("width", width)
                    .put("height", 8)
                    .put("batch_size", 1)
                    .put("color", 255);
            return new JsonObject()
                    .put("1", new JsonObject().put("class_type", "EmptyImage").put("inputs", image))
                    .put(
                            "9",
                            new JsonObject()
                                    .put("class_type", saver)
                                    .put(
                                            "inputs",
                                            new JsonObject()
                                                    .put("images", List.of("1", 0))
                                                    .put("filename_prefix", "a")));
        }

        private String run(JsonObject graph) {
            var input = new JsonObject().put("workflow", graph);
            return json(runpod.post("/v2/comfy/run", new JsonObject().put("input", input)))
                    .getString("id");
        }

        private JsonObject ended(String id) {
            await().until(() -> !json(status(id)).getString("status").startsWith("IN_"));
            return json(status(id));
        }

        private HttpResponse<String> status(String id) {
            return runpod.get("/v2/comfy/status/" + id);
        }
    }

    @Nested
    class Together {
        private final Client together = new Client(http, stubs.url("together"));

        @Test
        void answersWithPictures() {
            var answer = together.post("/v1/images/generations", wish());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-ratelimit-remaining")).isPresent();
            var image = json(answer).getJsonArray("data").getJsonObject(1);
            assertThat(Base64.getDecoder().decode(image.getString("b64_json"))).startsWith(0x89, 'P', 'N', 'G');
        }

        @Test
        void saysWhatIsMissing() {
            var answer = together.post("/v1/images/generations", new JsonObject().put("model", "flux"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).getJsonObject("error").getString("param")).isEqualTo("prompt");
        }

        private static JsonObject wish() {
            return new JsonObject()
                    .put("model", "flux")
                    .put("prompt", "a desert")
                    .put("n", 2)
                    .put("width", 48)
                    .put("height", 32)
                    .put("response_format", "base64");
        }
    }

    private static JsonObject fault(String word) {
        return new JsonObject().put("fault", word);
    }

    private static String submit(Client fal) {
        return json(fal.post("/fal-ai/flux/dev", INPUT)).getString("request_id");
    }

    private int cancel(String id) {
        return fal.send("PUT", "/fal-ai/flux/requests/" + id + "/cancel", new JsonObject())
                .statusCode();
    }

    private void awaitStatus(String id, int status) {
        await().until(() -> fal.get("/fal-ai/flux/requests/" + id + "/status").statusCode() == status);
    }

    private static String lastJob(Client client) {
        var jobs = json(client.get("/stub/jobs")).getJsonArray("jobs");
        return jobs.getJsonObject(jobs.size() - 1).getString("requestId");
    }

    private static long meter(Client client) {
        return json(client.get("/stub/meter")).getLong("totalMicros");
    }
}
