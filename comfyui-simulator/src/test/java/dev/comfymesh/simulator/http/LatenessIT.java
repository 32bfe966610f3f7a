package dev.comfymesh.simulator.http;

import static dev.comfymesh.simulator.domain.Graphs.smallest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done though its answer comes late, and what comes late by itself. */
class LatenessIT {

    private static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final int VERY_LONG_MILLIS = 600_000;

    @TempDir
    Path directory;

    private Stand stand;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        stand = Stand.open(directory);
        client = stand.client();
    }

    @AfterEach
    void stop() throws Exception {
        stand.close();
    }

    @Test
    void runsAPromptWhoseAnswerIsHeldBack() throws Exception {
        turn(Json.object("answerDelayMillis", VERY_LONG_MILLIS, "answerAfter", true));
        var body = Python.json(Json.object("prompt", smallest(1), "prompt_id", ID));

        assertThatThrownBy(() -> client.send(client.request("/prompt")
                        .timeout(Duration.ofMillis(300))
                        .POST(BodyPublishers.ofString(body))))
                .isInstanceOf(HttpTimeoutException.class);

        turn(Json.object("answerDelayMillis", 0, "answerAfter", false));
        stand.awaitStatus(ID, "completed");
    }

    @Test
    void holdsBackFilesAlone() throws Exception {
        var id = client.submit(smallest(1), "nobody");
        stand.awaitStatus(id, "completed");
        turn(Json.object("viewDelayMillis", VERY_LONG_MILLIS));

        assertThat(client.get("/history/" + id).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> client.send(client.request("/view?filename=t_00001_.png")
                        .timeout(Duration.ofMillis(300))
                        .GET()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    private void turn(Object knobs) throws Exception {
        assertThat(client.post("/simulator/knobs", knobs).statusCode()).isEqualTo(200);
    }
}
