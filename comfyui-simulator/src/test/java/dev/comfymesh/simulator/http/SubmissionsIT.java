package dev.comfymesh.simulator.http;

import static dev.comfymesh.simulator.domain.Graphs.smallest;
import static dev.comfymesh.simulator.domain.Graphs.textToImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.simulator.domain.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of submissions that are not as they should be, and of those whose answer is lost. */
class SubmissionsIT {

    private static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";

    @TempDir
    Path directory;

    private Stand stand;

    @BeforeEach
    void start() throws Exception {
        stand = Stand.open(directory);
    }

    @AfterEach
    void stop() throws Exception {
        stand.close();
    }

    @Nested
    class WhenASubmissionIsOdd {

        @Test
        void keepsTheClientsIdAndNumbersTheRefusedToo() throws Exception {
            stand.client().post("/prompt", Json.object("client_id", "x"));
            var answer = stand.client().post("/prompt", Json.object("prompt", smallest(1), "prompt_id", ID));

            assertThat(Client.object(answer))
                    .isEqualTo(Json.object("prompt_id", ID, "number", 1, "node_errors", Json.object()));
        }

        @Test
        void refusesIdsThatAreNotCanonical() throws Exception {
            var answer = stand.client()
                    .post(
                            "/prompt",
                            Json.object("prompt", smallest(1), "prompt_id", "AAAAAAAA-0000-4000-8000-000000000001"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Json.child(Client.object(answer), "error")).containsEntry("type", "invalid_prompt_id");
        }

        @Test
        void answers500TextToWhatAServerStumblesOver() throws Exception {
            for (var body : List.of("{bad", "", "{\"prompt\": null}", "{\"prompt\": {\"nodes\": []}}")) {
                var answer = stand.client().postText("/prompt", body);

                assertThat(answer.statusCode()).as(body).isEqualTo(500);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                        .isEqualTo("500 Internal Server Error\n\nServer got itself in trouble");
            }
        }

        @Test
        void queuesAnEqualPairThoughItAnswers500() throws Exception {
            var running = stand.client().submit(textToImage(1, 10_000), "nobody");
            stand.awaitStatus(running, "in_progress");
            var twin = Json.object("prompt", smallest(1), "prompt_id", ID, "number", 7);

            var first = stand.client().post("/prompt", twin);
            var second = stand.client().post("/prompt", twin);

            assertThat(Client.object(first)).containsEntry("number", 7.0);
            assertThat(second.statusCode()).isEqualTo(500);
            assertThat(Json.child(Client.object(stand.client().get("/prompt")), "exec_info"))
                    .containsEntry("queue_remaining", 3);
        }
    }

    @Nested
    class WhenKnobsAreTurned {

        @Test
        void dropsTheAnswerButRunsThePrompt() throws Exception {
            stand.client().post("/simulator/knobs", Json.object("fault", "DROP_SUBMIT_RESPONSE"));

            assertThatThrownBy(
                            () -> stand.client().post("/prompt", Json.object("prompt", smallest(1), "prompt_id", ID)))
                    .isInstanceOf(IOException.class);

            stand.awaitStatus(ID, "completed");
        }

        @Test
        void refusesWhatIsNoKnob() throws Exception {
            assertThat(stand.client()
                            .post("/simulator/knobs", Json.object("fault", "NAP"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(stand.client()
                            .post("/simulator/knobs", Json.object("speed", 1))
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
