package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.failed;
import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.run;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.kit.retention.Expiry;
import dev.comfymesh.kit.retention.Retention;
import dev.comfymesh.router.app.MatchStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How a pool grows and a job is closed; each test has nodes of its own, by a node class of its own. */
@QuarkusTest
class ClosingIT extends RouterInTest {
    @Inject
    MatchStore store;

    @Inject
    Retention retention;

    @Inject
    @Any
    Instance<Expiry> expiries;

    @Inject
    DataSource database;

    @Test
    void closesTheJobOnceWhenItsPoolIsSelectedAndNothingLives() {
        mesh.fleet().node("close-1", "Close");
        var sample = aJob().graph(graph("Close")).candidates(2);
        var job = mesh.accepted(sample);
        var attempts = mesh.log().await(job.jobId(), AttemptAssigned.class, 2);
        mesh.executor().state("acme", succeeded(attempts.get(0)));

        mesh.scoring().state("acme", sample.selected(1));
        assertThat(mesh.log().await(job.jobId(), AttemptRevokeRequested.class).attemptId())
                .isEqualTo(attempts.get(1).attemptId());
        mesh.executor().state("acme", failed(attempts.get(1), FailureClass.REVOKED, 500));

        assertThat(mesh.log().await(job.jobId(), JobClosed.class).attempts()).isEqualTo(2);
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(JobClosed.class::isInstance)
                .hasSize(1);
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(CandidateFailed.class::isInstance)
                .isEmpty();
    }

    @Test
    void placesNothingOfAJobToWhichPicturesAreGivenAndClosesItForNothing() {
        mesh.fleet().node("given-1", "Given");
        var picture = new Artifact("t/acme/u/1", "image/png", 1, "0".repeat(64), 0, 0, "given");
        var sample = aJob().given(picture, picture);
        var job = mesh.accepted(sample);

        mesh.scoring().state("acme", sample.selected(2));

        assertThat(mesh.log().await(job.jobId(), JobClosed.class))
                .extracting(JobClosed::attempts, JobClosed::spentMicros)
                .containsExactly(0, 0L);
        assertThat(mesh.log().factsOf(job.jobId()))
                .noneMatch(AttemptAssigned.class::isInstance)
                .noneMatch(CandidateFailed.class::isInstance);
    }

    @Test
    void startsNothingMoreAfterACancelAndCloses() {
        mesh.fleet().down("late-1", "NobodyHasIt");
        var sample = aJob().graph(graph("NobodyHasIt")).candidates(3);
        var job = mesh.accepted(sample);

        mesh.ingest().state("acme", sample.cancelRequested());

        assertThat(mesh.log().await(job.jobId(), JobClosed.class).attempts()).isZero();
        mesh.fleet().node("late-1", "NobodyHasIt");
        mesh.fleet().node("late-2", "Marker");
        mesh.log().await(mesh.accepted(aJob().graph(graph("Marker"))).jobId(), AttemptAssigned.class);
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .isEmpty();
    }

    @Test
    void closesACancelledJobOnlyAfterItsAttemptsHaveEnded() {
        mesh.fleet().node("cancel-1", "Cancel");
        var sample = aJob().graph(graph("Cancel")).candidates(4);
        var job = mesh.accepted(sample);
        var attempts = mesh.log().await(job.jobId(), AttemptAssigned.class, 2);

        mesh.ingest().state("acme", sample.cancelRequested());
        mesh.log().await(job.jobId(), AttemptRevokeRequested.class, 2);
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(JobClosed.class::isInstance)
                .isEmpty();
        mesh.executor().state("acme", failed(attempts.get(0), FailureClass.REVOKED, 10), succeeded(attempts.get(1)));

        assertThat(mesh.log().await(job.jobId(), JobClosed.class).attempts()).isEqualTo(2);
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .hasSize(2);
    }

    @Test
    void topsAShortPoolUp() {
        mesh.fleet().node("short-1", "Short");
        var job = mesh.accepted(aJob().graph(graph("Short")));
        mesh.executor().state("acme", succeeded(mesh.log().await(job.jobId(), AttemptAssigned.class)));

        mesh.scoring().state("acme", new PoolShort(job.jobId(), Instant.now(), 1, 1, List.of()));

        assertThat(mesh.log().await(job.jobId(), CandidatesAdded.class).wave()).isEqualTo(2);
        assertThat(mesh.log().await(job.jobId(), AttemptAssigned.class, 2)).hasSize(2);
    }

    @Test
    void bringsNothingBackWhenAClosedJobIsToldOfAgain() {
        mesh.fleet().down("again-1", "ToldAgain");
        var sample = aJob().graph(graph("ToldAgain"));
        var job = mesh.accepted(sample);
        mesh.ingest().state("acme", sample.cancelRequested());
        var closed = mesh.log().await(job.jobId(), JobClosed.class);
        mesh.ingest().state("acme", new JobCancelled(job.jobId(), closed.at(), 0), job);
        mesh.fleet().node("again-1", "ToldAgain", "ToldMarker");

        mesh.log().await(mesh.accepted(aJob().graph(graph("ToldMarker"))).jobId(), AttemptAssigned.class);

        assertThat(run(() -> store.demand(Set.of(job.jobId()))).waiting()).isEmpty();
    }

    @Test
    void forgetsAClosedJobOnceItIsOld() throws SQLException {
        mesh.fleet().down("forgotten-1", "Forgotten");
        var sample = aJob().graph(graph("Forgotten"));
        var job = mesh.accepted(sample);
        mesh.ingest().state("acme", sample.cancelRequested());
        mesh.log().await(job.jobId(), JobClosed.class);
        forget("closed jobs");
        assertThat(mesh.fleet().send("GET", "/v1/decisions/" + job.jobId(), "").statusCode())
                .isEqualTo(200);

        try (var connection = database.getConnection();
                var age = connection.prepareStatement(
                        "update job set closed_at = now() - interval '9 days' where job_id = ?")) {
            age.setObject(1, job.jobId());
            age.executeUpdate();
        }
        forget("closed jobs");

        assertThat(mesh.fleet().send("GET", "/v1/decisions/" + job.jobId(), "").statusCode())
                .isEqualTo(404);
    }

    private void forget(String what) {
        var expiry = expiries.stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
        run(() -> retention.forget(expiry));
    }
}
