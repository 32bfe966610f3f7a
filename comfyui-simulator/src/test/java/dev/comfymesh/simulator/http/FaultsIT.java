package dev.comfymesh.simulator.http;

import static dev.comfymesh.simulator.domain.Graphs.link;
import static dev.comfymesh.simulator.domain.Graphs.node;
import static dev.comfymesh.simulator.domain.Graphs.plain;
import static dev.comfymesh.simulator.domain.Graphs.smallest;
import static dev.comfymesh.simulator.domain.Graphs.textToImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.simulator.Simulator;
import dev.comfymesh.simulator.domain.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault that can be asked for, seen as a client of the node sees it. */
class FaultsIT {

    private static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";

    @TempDir
    Path directory;

    private Simulator simulator;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(
                List.of("--port", "0", "--directory", directory.toString(), "--step-millis", "20", "--stock", "full"));
        client = new Client(simulator.url());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulator.stop();
    }

    @Nested
    class WhenAPromptHangs {

        @Test
        void staysInProgressUntilTheFaultIsTakenAway() throws Exception {
            turn("fault", "HANG");
            var listener = client.listen("me");
            var id = client.submit(smallest(1), "me");
            await().until(() -> listener.types().contains("execution_cached"));

            client.post("/interrupt", Json.object("prompt_id", id));
            await().during(Duration.ofMillis(300)).until(() -> client.status(id).equals("in_progress"));
            assertThat(listener.types()).doesNotContain("executing");

            turn("fault", "NONE");
            awaitStatus(id, "cancelled");
        }
    }

    @Nested
    class WhenMemoryIsShort {

        @Test
        void failsInTheMiddleOfSampling() throws Exception {
            turn("fault", "OUT_OF_MEMORY", "count", 2);
            var sampled = client.submit(textToImage(1, 4), "nobody");
            var plain = client.submit(smallest(1), "nobody");
            var good = client.submit(smallest(2), "nobody");

            awaitStatus(good, "completed");
            for (var id : List.of(sampled, plain)) {
                var error = Json.child(Client.object(client.get("/api/jobs/" + id)), "execution_error");
                assertThat(error).containsEntry("exception_type", "torch.OutOfMemoryError");
            }
        }
    }

    @Nested
    class WhenAnswersAreHeldBack {

        @Test
        void acceptsConnectionsButDoesNotAnswer() throws Exception {
            turn("silent", true);

            assertThatThrownBy(() -> client.send(client.request("/prompt")
                            .timeout(Duration.ofMillis(300))
                            .GET()))
                    .isInstanceOf(HttpTimeoutException.class);

            turn("silent", false);
            assertThat(client.get("/prompt").statusCode()).isEqualTo(200);
        }

        @Test
        void answersLate() throws Exception {
            turn("answerDelayMillis", 400);

            assertThatThrownBy(() -> client.send(client.request("/prompt")
                            .timeout(Duration.ofMillis(150))
                            .GET()))
                    .isInstanceOf(HttpTimeoutException.class);
            var late = client.post("/prompt", Json.object("prompt", smallest(1), "prompt_id", ID));

            assertThat(late.statusCode()).isEqualTo(200);
            turn("answerDelayMillis", 0);
            awaitStatus(ID, "completed");
        }

        @Test
        void losesTheAnswerToASubmissionThatRuns() throws Exception {
            turn("fault", "DROP_SUBMIT_RESPONSE");

            assertThatThrownBy(() -> client.post("/prompt", Json.object("prompt", smallest(1), "prompt_id", ID)))
                    .isInstanceOf(IOException.class);

            awaitStatus(ID, "completed");
        }

        @Test
        void writesHistoryLate() throws Exception {
            turn("historyDelayMillis", 500);
            var listener = client.listen("me");
            var id = client.submit(smallest(1), "me");
            await().until(() -> listener.types().contains("execution_success"));

            assertThat(Client.object(client.get("/history/" + id))).isEmpty();
            awaitStatus(id, "completed");
        }
    }

    @Nested
    class WhenSocketsFail {

        @Test
        void stallsThemThoughTheRunGoesOn() throws Exception {
            var listener = client.listen("me");
            await().until(() -> listener.types().equals(List.of("status")));
            turn("stalled", true);
            var id = client.submit(smallest(1), "me");
            awaitStatus(id, "completed");
            assertThat(listener.types()).containsExactly("status");

            turn("stalled", false);
            await().until(() -> listener.heardEndOf(id));
        }

        @Test
        void takesTheClientIdAway() throws Exception {
            turn("fault", "TAKE_CLIENT");
            var listener = client.listen("me");
            await().until(() -> listener.types().contains("status"));
            var id = client.submit(smallest(1), "me");

            awaitStatus(id, "completed");
            assertThat(listener.types()).containsOnly("status");
        }
    }

    @Nested
    class WhenItLies {

        @Test
        void showsAnotherPictureThanTheOneThatWasMade() throws Exception {
            var picture = ImageIO.read(new ByteArrayInputStream(lyingFile("OTHER_FILE")));

            assertThat(picture.getWidth()).isEqualTo(12);
            assertThat(picture.getHeight()).isEqualTo(8);
        }

        @Test
        void showsABlankPicture() throws Exception {
            var picture = ImageIO.read(new ByteArrayInputStream(lyingFile("BLANK")));

            assertThat(picture.getRGB(3, 3) & 0xffffff).isEqualTo(0x7f7f7f);
        }

        @Test
        void cutsAFileInHalf() throws Exception {
            var whole = client.get("/view?filename=" + output(client.submit(smallest(4), "nobody")))
                    .body();

            assertThat(lyingFile("TRUNCATED").length).isLessThan(whole.length * 2 / 3);
        }

        @Test
        void namesAFileThatIsNotThere() throws Exception {
            turn("fault", "LIE", "lie", "NO_OUTPUT");
            var name = output(client.submit(smallest(5), "nobody"));

            assertThat(client.get("/view?filename=" + name).statusCode()).isEqualTo(404);
        }

        private byte[] lyingFile(String lie) throws Exception {
            turn("fault", "LIE", "lie", lie);
            var file = client.get("/view?filename=" + output(client.submit(smallest(6), "nobody")));
            assertThat(file.statusCode()).isEqualTo(200);
            return file.body();
        }

        private String output(String id) throws Exception {
            awaitStatus(id, "completed");
            var preview = Json.child(Client.object(client.get("/api/jobs/" + id)), "preview_output");
            return String.valueOf(preview.get("filename"));
        }
    }

    @Nested
    class WhenItForgets {

        @Test
        void hasLostAllButFilesAsAfterARestart() throws Exception {
            var listener = client.listen("me");
            var ended = client.submit(smallest(1), "me");
            awaitStatus(ended, "completed");
            var running = client.submit(textToImage(1, 10_000), "me");
            awaitStatus(running, "in_progress");
            var waiting = client.submit(smallest(2), "me");

            turn("forget", true);

            for (var id : List.of(ended, running, waiting)) {
                assertThat(client.get("/api/jobs/" + id).statusCode()).isEqualTo(404);
            }
            assertThat(client.get("/view?filename=t_00001_.png").statusCode()).isEqualTo(200);
            await().until(listener::isCut);
            var answer = client.post("/prompt", Json.object("prompt", smallest(1), "prompt_id", ID));
            assertThat(Client.object(answer)).containsEntry("number", 0);
            awaitStatus(ID, "completed");
        }

        @Test
        void revivesADeadWorker() throws Exception {
            var fatal = Json.object(
                    "1", plain(1),
                    "2", node("TBoom", "image", link("1", 0), "kind", "base"),
                    "9", node("PreviewImage", "images", link("2", 0)));
            var stuck = client.submit(fatal, "nobody");
            awaitStatus(stuck, "in_progress");
            var waiting = client.submit(smallest(1), "nobody");
            await().during(Duration.ofMillis(200))
                    .until(() -> client.status(waiting).equals("pending"));

            turn("forget", true);

            awaitStatus(client.submit(smallest(2), "nobody"), "completed");
        }
    }

    @Test
    void isSlowByAFactor() throws Exception {
        turn("slowFactor", 50.0);
        var id = client.submit(textToImage(1, 3), "nobody");
        await().during(Duration.ofMillis(500)).until(() -> client.status(id).equals("in_progress"));

        turn("slowFactor", 0);
        awaitStatus(id, "completed");
    }

    @Test
    void tellsThePositionOfItsKnobs() throws Exception {
        turn("fault", "HANG", "count", 3, "after", 1, "answerDelayMillis", 5);

        assertThat(Client.object(client.get("/simulator/knobs")))
                .containsAllEntriesOf(Map.of("fault", "HANG", "count", 3, "after", 1, "answerDelayMillis", 5));
    }

    private void turn(Object... knobs) throws Exception {
        assertThat(client.post("/simulator/knobs", Json.object(knobs)).statusCode())
                .isEqualTo(200);
    }

    private void awaitStatus(String id, String status) {
        await().until(() -> client.status(id).equals(status));
    }
}
