package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.testkit.check.Checker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that only have pictures judged: of uploads, and of what an older job has made. */
class ScoreJobsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MeshUnderTest mesh = SharedMesh.whole();
    private final Api api = mesh.api(TenantKey.LOCAL);
    private final Set<UUID> jobs = new HashSet<>();
    private JsonNode older;

    @BeforeEach
    void makePictures() throws Exception {
        older = ended(api.submit(JobWish.small("older-" + UUID.randomUUID(), 3, 1)));
        assertThat(older.get("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void areDoneOverUploadsAndOlderPicturesWithoutARun() throws Exception {
        var made = older.at("/selection/0/artifacts/0");
        var upload = api.upload(api.artifact(made.get("url").asText()));

        var ofUploads = score("{\"upload\": \"%s\"}".formatted(upload));
        var ofAnArtifact =
                score("{\"artifact\": \"%s\"}".formatted(made.get("id").asText()));
        var ofAJob = score("{\"job\": \"%s\"}".formatted(older.get("id").asText()));

        for (var id : Set.of(ofUploads, ofAnArtifact, ofAJob)) {
            var job = ended(id);
            assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("COMPLETED");
            assertThat(job.at("/cost/spentMicros").asLong()).isZero();
            assertThat(api.artifact(job.at("/selection/0/artifacts/0/url").asText()))
                    .isNotEmpty();
        }
        assertThat(api.job(ofAJob).at("/pool/candidates").asInt()).isEqualTo(3);
        assertThat(api.events(ofAnArtifact))
                .contains("job.accepted", "candidate.scored", "pool.selected", "job.completed")
                .doesNotContain("candidate.assigned");
        assertThat(Checker.of(mesh.address()).violations(jobs)).isEmpty();
    }

    @Test
    void areDoneByWhoeverScoresAfterADeath() throws Exception {
        var id = score("{\"job\": \"%s\"}".formatted(older.get("id").asText()));
        mesh.part("scoring").kill();
        mesh.heal();

        assertThat(ended(id).get("status").asText()).isEqualTo("COMPLETED");
        assertThat(Checker.of(mesh.address()).violations(jobs)).isEmpty();
    }

    @Test
    void failWithAReasonUnderAProfileThatNobodyKnows() throws Exception {
        var id = submit("{\"kind\": \"score\", \"pictures\": [{\"job\": \"%s\"}], \"pool\": {\"profile\": \"nobodys\"}}"
                .formatted(older.get("id").asText()));

        var job = ended(id);

        assertThat(job.get("status").asText()).isEqualTo("FAILED");
        assertThat(job.at("/problem/code").asText()).isEqualTo("unknown-profile");
    }

    private UUID score(String picture) throws IOException, InterruptedException {
        return submit(
                "{\"kind\": \"score\", \"pictures\": [%s], \"pool\": {\"profile\": \"lenient\"}}".formatted(picture));
    }

    private UUID submit(String body) throws IOException, InterruptedException {
        return api.submit("score-" + UUID.randomUUID(), body);
    }

    private JsonNode ended(UUID id) throws IOException, InterruptedException {
        jobs.add(id);
        await().atMost(PATIENCE)
                .until(() -> !Client.isUnderWay(api.job(id).get("status").asText()));
        return api.job(id);
    }
}
