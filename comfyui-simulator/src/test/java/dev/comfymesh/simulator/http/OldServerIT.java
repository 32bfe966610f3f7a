package dev.comfymesh.simulator.http;

import static dev.comfymesh.simulator.domain.Graphs.smallest;
import static dev.comfymesh.simulator.domain.Graphs.textToImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.simulator.domain.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server from before jobs, chosen ids and interrupts by name, as its clients see it. */
class OldServerIT {

    private static final String ID = "aaaaaaaa-0000-4000-8000-000000000001";

    @TempDir
    Path directory;

    private Stand stand;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        stand = Stand.open(directory, "--profile", "old");
        client = stand.client();
    }

    @AfterEach
    void stop() throws Exception {
        stand.close();
    }

    @Test
    void knowsNeitherJobsNorFeatures() throws Exception {
        assertThat(client.get("/api/jobs").statusCode()).isEqualTo(404);
        assertThat(client.get("/api/jobs/" + ID).statusCode()).isEqualTo(404);
        assertThat(client.post("/api/jobs/" + ID + "/cancel", null).statusCode())
                .isEqualTo(405);
        assertThat(client.get("/features").statusCode()).isEqualTo(404);
        assertThat(Json.child(Client.object(client.get("/system_stats")), "system"))
                .containsEntry("comfyui_version", "0.3.43");
    }

    @Test
    void answersNoFlags() throws Exception {
        var listener = client.listen("me");
        listener.say("{\"type\": \"feature_flags\", \"data\": {\"supports_preview_metadata\": true}}");

        var id = client.submit(smallest(1), "me");

        await().until(() -> listener.heardEndOf(id));
        assertThat(listener.types()).doesNotContain("feature_flags", "progress_state");
    }

    @Test
    void givesIdsOfItsOwn() throws Exception {
        var answer = client.post("/prompt", Json.object("prompt", smallest(1), "prompt_id", ID));

        assertThat(Client.object(answer).get("prompt_id")).asString().isNotEqualTo(ID);
    }

    @Test
    void interruptsWhateverRuns() throws Exception {
        var listener = client.listen("me");
        var id = client.submit(textToImage(1, 10_000), "me");
        await().until(() -> listener.types().contains("progress"));

        client.post("/interrupt", Json.object("prompt_id", ID));

        await().until(() -> listener.types().contains("execution_interrupted"));
        await().until(() -> Client.object(client.get("/history/" + id)).containsKey(id));
        assertThat((List<?>) Client.object(client.get("/queue")).get("queue_running"))
                .isEmpty();
    }
}
