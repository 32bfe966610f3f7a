package dev.comfymesh.simulator.http;

import static dev.comfymesh.simulator.domain.Graphs.smallest;
import static dev.comfymesh.simulator.domain.Graphs.textToImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.simulator.Simulator;
import dev.comfymesh.simulator.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A started node, spoken to over the network as clients do. */
class SimulatorIT {

    private static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String OTHER_ID = "aaaaaaaa-0000-4000-8000-000000000002";

    @TempDir
    Path directory;

    private Simulator simulator;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(
                List.of("--port", "0", "--directory", directory.toString(), "--step-millis", "20", "--name", "test"));
        client = new Client(simulator.url());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulator.stop();
    }

    @Nested
    class WhenAClientConnects {

        @Test
        void greetsWithStatusAndId() {
            var listener = client.listen("any%20text");

            await().until(() -> listener.messages().size() == 1);
            assertThat(listener.messages().getFirst())
                    .isEqualTo(Json.object(
                            "type",
                            "status",
                            "data",
                            Json.object(
                                    "status",
                                    Json.object("exec_info", Json.object("queue_remaining", 0)),
                                    "sid",
                                    "any text")));
        }

        @Test
        void answersFlagsOnlyAsTheFirstObject() {
            var first = client.listen("first");
            first.say("not json");
            first.say("[1]");
            first.say("{\"type\": \"feature_flags\", \"data\": {\"supports_preview_metadata\": true}}");
            var late = client.listen("late");
            late.say("{\"type\": \"hello\"}");
            late.say("{\"type\": \"feature_flags\", \"data\": {\"supports_preview_metadata\": true}}");

            await().until(() -> first.types().contains("feature_flags"));
            assertThat(late.types()).containsExactly("status");
        }

        @Test
        void refusesOtherSites() throws Exception {
            assertThat(client.get("/prompt", "Origin", "http://evil.example").statusCode())
                    .isEqualTo(403);
            assertThat(client.get("/prompt", "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
            assertThat(client.get("/prompt", "Origin", "null").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WhenAPromptRuns {

        @Test
        void tellsItsClientAlone() throws Exception {
            var mine = client.listen("mine");
            var other = client.listen("other");
            var id = client.submit(smallest(1), "mine");

            await().until(() -> mine.heardEndOf(id));
            assertThat(mine.types())
                    .containsExactly(
                            "status",
                            "status",
                            "status",
                            "execution_start",
                            "execution_cached",
                            "progress_state",
                            "executing",
                            "progress_state",
                            "progress_state",
                            "executing",
                            "executed",
                            "progress_state",
                            "execution_success",
                            "status",
                            "executing");
            assertThat(other.types()).containsOnly("status");
        }

        @Test
        void leavesAJobAndAFile() throws Exception {
            var id = client.submit(smallest(1), "nobody");
            awaitStatus(id, "completed");

            var file = client.get("/view?filename=t_00001_.png&subfolder=&type=output");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("content-type")).contains("image/png");
            assertThat(new String(file.body(), StandardCharsets.ISO_8859_1)).contains("tEXtprompt\0{\"1\": {");

            var part = client.get("/api/view?filename=t_00001_.png", "Range", "bytes=1-3");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("PNG".getBytes(StandardCharsets.US_ASCII));

            var job = Client.object(client.get("/api/jobs/" + id));
            assertThat(job).containsEntry("outputs_count", 1).containsKeys("execution_start_time", "workflow");
            assertThat(Client.object(client.get("/history/" + id))).containsOnlyKeys(id);
        }

        @Test
        void sendsPreviewsToTheOneThatWantsThem() throws Exception {
            var listener = client.listen("viewer");
            listener.say("{\"type\": \"feature_flags\", \"data\": {\"supports_preview_metadata\": true}}");
            await().until(() -> listener.types().contains("feature_flags"));

            client.post(
                    "/prompt",
                    Json.object(
                            "prompt",
                            textToImage(1, 3),
                            "client_id",
                            "viewer",
                            "prompt_id",
                            ID,
                            "extra_data",
                            Json.object("preview_method", "latent2rgb")));

            await().until(() -> listener.heardEndOf(ID));
            assertThat(listener.frameTypes()).containsExactly(4, 4, 4);
        }

        @Test
        void stopsWhenItIsInterrupted() throws Exception {
            var id = client.submit(textToImage(1, 10_000), "nobody");
            awaitStatus(id, "in_progress");

            client.post("/interrupt", Json.object("prompt_id", OTHER_ID));
            assertThat(client.status(id)).isEqualTo("in_progress");
            interruptUntilCancelled(id);

            var history = Json.child(Client.object(client.get("/history/" + id)), id);
            assertThat(Json.child(history, "status")).containsEntry("status_str", "error");
        }

        @Test
        void removesWaitingPromptsWithoutATrace() throws Exception {
            var running = client.submit(textToImage(1, 10_000), "nobody");
            awaitStatus(running, "in_progress");
            var waiting = client.submit(smallest(2), "nobody");
            var deleted = client.submit(smallest(3), "nobody");
            assertThat(client.status(waiting)).isEqualTo("pending");

            var cancelled = client.post("/api/jobs/" + waiting + "/cancel", null);
            var change = client.post("/queue", Json.object("delete", List.of(deleted)));

            assertThat(Client.object(cancelled)).containsEntry("cancelled", true);
            assertThat(change.statusCode()).isEqualTo(200);
            assertThat(change.body()).isEmpty();
            assertThat(client.get("/api/jobs/" + waiting).statusCode()).isEqualTo(404);
            assertThat(Client.object(client.get("/history/" + deleted))).isEmpty();
            interruptUntilCancelled(running);
        }

        @Test
        void greetsAReturningClientWithItsNode() throws Exception {
            var first = client.listen("returning");
            var id = client.submit(textToImage(1, 10_000), "returning");
            await().until(() -> first.types().contains("progress"));
            first.leave();

            var second = client.listen("returning");

            await().until(() -> second.messages().size() >= 2);
            assertThat(second.messages().get(1))
                    .isEqualTo(Json.object("type", "executing", "data", Json.object("node", "5")));
            interruptUntilCancelled(id);
        }

        /** An interrupt that comes before the run has begun is lost, here as on a real node. */
        private void interruptUntilCancelled(String id) {
            await().until(() -> {
                client.post("/interrupt", Json.object("prompt_id", id));
                return client.status(id).equals("cancelled");
            });
        }
    }

    @Nested
    class WhenASocketIsReplaced {

        @Test
        void silencesTheFirstAndForgetsBothWhenItCloses() throws Exception {
            var first = client.listen("twin");
            var second = client.listen("twin");
            await().until(() -> second.messages().size() == 1);
            var id = client.submit(smallest(1), "twin");
            await().until(() -> second.heardEndOf(id));
            assertThat(first.types()).containsExactly("status");

            first.leave();
            int heard = second.messages().size();
            await().until(() -> {
                var next = client.submit(smallest(2), "twin");
                awaitStatus(next, "completed");
                return second.messages().size() == heard || !second.heardEndOf(next);
            });
        }
    }

    @Test
    void witnessesWhatItRan() throws Exception {
        var id = client.submit(textToImage(42, 1), "nobody");
        awaitStatus(id, "completed");

        var witness = new String(client.get("/simulator/witness").body(), StandardCharsets.UTF_8);

        assertThat(witness.lines()).hasSize(3).allMatch(line -> line.contains(id) && line.contains("\"seeds\": [42]"));
        assertThat(witness).contains("\"event\": \"submitted\"", "\"event\": \"started\"", "\"event\": \"finished\"");
        assertThat(witness).contains("\"sha256\": \"");
        assertThat(directory.resolve("witness.jsonl")).hasContent(witness);
    }

    @Test
    void offersModelFilesThatCameMeanwhile() throws Exception {
        Files.createFile(directory.resolve("models/checkpoints/late.safetensors"));

        assertThat((List<?>) Client.json(client.get("/models/checkpoints")))
                .hasSize(3)
                .last()
                .isEqualTo("late.safetensors");
        assertThat(Client.object(client.get("/object_info/CheckpointLoaderSimple"))
                        .toString())
                .contains("sd_xl_base_1.0.safetensors", "late.safetensors");
        var graph = textToImage(1, 1);
        Json.child(Json.child(graph, "1"), "inputs").put("ckpt_name", "late.safetensors");
        awaitStatus(client.submit(graph, "nobody"), "completed");
    }

    @Test
    void saysWhenThePortIsTaken() {
        var port = simulator.url().substring(simulator.url().lastIndexOf(':') + 1);

        assertThatThrownBy(() -> Simulator.start(List.of(
                        "--port",
                        port,
                        "--directory",
                        directory.resolve("other").toString())))
                .hasMessage("port in use: 127.0.0.1:" + port);
    }

    private void awaitStatus(String id, String status) {
        await().until(() -> client.status(id).equals(status));
    }
}
