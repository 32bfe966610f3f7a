package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.failed;
import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.started;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workflows that targets die of; each test has nodes and a workflow of its own. */
@QuarkusTest
class PoisonIT extends RouterInTest {
    @Inject
    DataSource database;

    /** What dies at the same time speaks for a workflow: no test is to speak for another's. */
    @BeforeEach
    void forgetTheDead() throws SQLException {
        try (var connection = database.getConnection();
                var age = connection.prepareStatement(
                        "update attempt set ended_at = ended_at - interval '1 hour' where failure is not null")) {
            age.executeUpdate();
        }
    }

    @Test
    void keepsAWorkflowAwayThatKilledTwoTargets() {
        nodes("Venom", 3);
        var job = accepted(aJob().graph(graph("Venom")), digest("Venom"));
        dies(job, 1, FailureClass.LOST);
        var second = dies(job, 2, FailureClass.LOST);

        var failed = mesh.log().await(job.jobId(), CandidateFailed.class);
        assertThat(failed.failure()).isEqualTo(FailureClass.POISON);
        assertThat(failed.attempts()).isEqualTo(2);
        assertThat(mesh.fleet().view(second.targetId()).path("failuresInRow").asInt())
                .as("it is not the second target's fault")
                .isZero();

        var next = accepted(aJob().graph(graph("Venom")), digest("Venom"));
        assertThat(mesh.log().await(next.jobId(), CandidateFailed.class).failure())
                .isEqualTo(FailureClass.POISON);
        assertThat(mesh.log().factsOf(next.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .isEmpty();
    }

    @Test
    void letsItRunAgainWhenAnOperatorLiftsTheQuarantine() {
        nodes("Lifted", 2);
        var job = accepted(aJob().graph(graph("Lifted")), digest("Lifted"));
        dies(job, 1, FailureClass.LOST);
        dies(job, 2, FailureClass.UNREACHABLE);
        mesh.log().await(job.jobId(), CandidateFailed.class);
        assertThat(mesh.fleet().send("GET", "/v1/quarantine", "").body())
                .contains(digest("Lifted"), job.jobId().toString(), "lifted-1", "lifted-2");

        assertThat(lift("Lifted")).isEqualTo(204);

        assertThat(lift("Lifted")).isEqualTo(404);
        var other = accepted(aJob().graph(graph("Lifted")), digest("LiftedMarker"));
        mesh.log().await(other.jobId(), AttemptAssigned.class);
        var next = accepted(aJob().graph(graph("Lifted")), digest("Lifted"));
        mesh.log().await(next.jobId(), AttemptAssigned.class);
    }

    @Test
    void blamesNoWorkflowThatHasSucceeded() {
        nodes("Sound", 3);
        var before = accepted(aJob().graph(graph("Sound")), digest("Sound"));
        mesh.executor().state("acme", succeeded(mesh.log().await(before.jobId(), AttemptAssigned.class)));
        mesh.log().await(before.jobId(), AttemptCharged.class);

        var job = accepted(aJob().graph(graph("Sound")), digest("Sound"));
        dies(job, 1, FailureClass.LOST);
        dies(job, 2, FailureClass.LOST);

        mesh.log().await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 3);
    }

    @Test
    void blamesNoWorkflowWhenAnotherDiedOnTheSameTarget() {
        nodes("Crashing", 4);
        var job = accepted(aJob().graph(graph("Crashing")), digest("Crashing"));
        var first = dies(job, 1, FailureClass.LOST);
        var other = accepted(aJob().graph(graph("Crashing")).candidates(3), digest("CrashingToo"));
        var there = mesh.log().await(other.jobId(), AttemptAssigned.class, 3).stream()
                .filter(attempt -> attempt.targetId().equals(first.targetId()))
                .findFirst()
                .orElseThrow();
        mesh.executor().state("acme", started(there), failed(there, FailureClass.LOST, 10));
        mesh.log().await(other.jobId(), AttemptCharged.class);

        dies(job, 2, FailureClass.LOST);

        mesh.log().await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 3);
    }

    @Test
    void blamesNoWorkflowThatWasOnlyQueuedWhereATargetDied() {
        nodes("Queued", 3);
        var job = accepted(aJob().graph(graph("Queued")), digest("Queued"));
        dies(job, 1, FailureClass.LOST);
        var second = mesh.log().await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 2);

        mesh.executor().state("acme", failed(second, FailureClass.LOST, 0));

        mesh.log().await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 3);
    }

    private void nodes(String nodeClass, int count) {
        for (int n = 1; n <= count; n++) {
            mesh.fleet().node(nodeClass.toLowerCase(Locale.ROOT) + "-" + n, nodeClass);
        }
    }

    private AttemptAssigned dies(JobAccepted job, int number, FailureClass how) {
        var attempt = mesh.log().await(job.jobId(), AttemptAssigned.class, assigned -> assigned.number() == number);
        mesh.executor().state("acme", started(attempt), failed(attempt, how, 10));
        return attempt;
    }

    private int lift(String workflow) {
        return mesh.fleet()
                .send("DELETE", "/v1/quarantine/" + digest(workflow), "")
                .statusCode();
    }

    private static String digest(String workflow) {
        return "sha256:" + UUID.nameUUIDFromBytes(workflow.getBytes(StandardCharsets.UTF_8));
    }

    private JobAccepted accepted(SampleJob sample, String digest) {
        var plain = sample.accepted();
        var job = new JobAccepted(
                plain.jobId(),
                plain.at(),
                plain.tenant(),
                plain.graph(),
                digest,
                plain.pool(),
                plain.seed(),
                plain.deadline(),
                plain.capMicros(),
                plain.priority(),
                plain.previews());
        mesh.ingest().state("acme", job);
        return job;
    }
}
