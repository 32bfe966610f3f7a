package dev.comfymesh.executor;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.executor.app.ArtifactStore;
import dev.comfymesh.executor.app.OldOutputs;
import dev.comfymesh.executor.app.RemoveOutputs;
import dev.comfymesh.executor.domain.OutputKeys;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.kit.retention.Expiry;
import dev.comfymesh.kit.retention.Retention;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What goes after its time, and what stays: time is moved by what is asked for, or in the rows. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class CleanUpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Retention retention;

    @Inject
    @Any
    Instance<Expiry> expiries;

    @Inject
    OldOutputs old;

    @Inject
    ArtifactStore artifacts;

    @Inject
    ObjectStore objects;

    @Inject
    DataSource database;

    @Test
    void forgetsASweptJobLongAfterItsDeadlineAndKeepsTheOthers() throws Throwable {
        var gone = known(Restated.runnableJob());
        var unswept = known(Restated.runnableJob());
        var living = known(Restated.runnableJob());
        var young = known(Restated.runnableJob());
        run("update job set deadline = deadline - interval '9 days', swept = true where id = ?", gone.id());
        run("update job set deadline = deadline - interval '9 days' where id = ?", unswept.id());
        run("update job set deadline = deadline - interval '9 days', swept = true where id = ?", living.id());
        attempt(living, living.attempt(1), "RUNNING");

        forget("old jobs");

        assertThat(isKnown(gone)).isFalse();
        assertThat(isKnown(unswept)).isTrue();
        assertThat(isKnown(living)).isTrue();
        assertThat(isKnown(young)).isTrue();
    }

    @Test
    void forgetsGraphsThatNobodyUses() throws Throwable {
        run(
                "insert into graph (digest, body, used_at) values (?::text, '{}', now() - interval '16 days')",
                UUID.randomUUID());
        run(
                "insert into graph (digest, body, used_at) values (?::text, '{}', now() - interval '14 days')",
                UUID.randomUUID());

        forget("unused graphs");

        assertThat(run("delete from graph where body = '{}' and ? is not null", UUID.randomUUID()))
                .isEqualTo(1);
    }

    @Test
    void removesOutputsOfAFailedAttemptAfterADay() throws Throwable {
        var job = known(Restated.runnableJob().candidates(2));
        var failed = attempt(job, job.attempt(1), "FAILED");
        var succeeded = attempt(job, job.attempt(2), "SUCCEEDED");

        removeOutputs(Instant.now().plus(Duration.ofHours(23)));
        assertThat(outputsOf(failed)).isEqualTo(2);

        removeOutputs(Instant.now().plus(Duration.ofHours(25)));

        assertThat(outputsOf(failed)).isZero();
        assertThat(outputsOf(succeeded)).isEqualTo(2);
    }

    @Test
    void removesUnselectedOutputsAfterAWeekAndNeverDeliveredOnes() throws Throwable {
        var job = known(Restated.runnableJob().candidates(3));
        var unselected = attempt(job, job.attempt(1), "SUCCEEDED");
        var delivered = attempt(job, job.attempt(2), "SUCCEEDED");
        try (var scoring = FactLog.as("scoring-service")) {
            scoring.state(job.tenantId(), job.selected(2));
        }
        await().until(() -> run("update job set swept = swept where settled_at is not null and id = ?", job.id()) == 1);

        removeOutputs(Instant.now().plus(Duration.ofDays(6)));
        assertThat(outputsOf(unselected)).isEqualTo(2);

        removeOutputs(Instant.now().plus(Duration.ofDays(8)));

        assertThat(outputsOf(unselected)).isZero();
        assertThat(outputsOf(delivered)).isEqualTo(2);
    }

    @Test
    void keepsOutputsThatWereGivenToAnotherJob() throws Throwable {
        var job = known(Restated.runnableJob().candidates(2));
        var lent = attempt(job, job.attempt(1), "SUCCEEDED");
        var unselected = attempt(job, job.attempt(2), "SUCCEEDED");
        stated(aJob().tenant(job.tenantId())
                .given(new Artifact(lent.of(1), "image/png", 1, "0".repeat(64), 0, 0, "9")));
        await().until(() -> run("update job set swept = swept where delivered <> '{}' and id = ?", job.id()) == 1);

        removeOutputs(job.accepted().deadline().plus(Duration.ofDays(8)));

        assertThat(outputsOf(unselected)).isZero();
        assertThat(outputsOf(lent)).isEqualTo(2);
    }

    private void removeOutputs(Instant now) throws Throwable {
        var outputs = new RemoveOutputs(old, artifacts, Duration.ofHours(24), Duration.ofDays(7));
        VertxContextSupport.subscribeAndAwait(
                () -> outputs.remove(now).repeat().until(more -> !more).toUni());
    }

    private void forget(String what) throws Throwable {
        for (var expiry : expiries) {
            if (expiry.what().equals(what)) {
                VertxContextSupport.subscribeAndAwait(() -> retention.forget(expiry));
            }
        }
    }

    private static SampleJob stated(SampleJob job) {
        try (var ingest = FactLog.as("ingest-service")) {
            ingest.state(job.tenantId(), job.accepted());
        }
        return job;
    }

    private SampleJob known(SampleJob job) {
        stated(job);
        await().until(() -> isKnown(job));
        return job;
    }

    private boolean isKnown(SampleJob job) throws SQLException {
        return run("update job set closing = closing where id = ?", job.id()) > 0;
    }

    /** An attempt that was sent and left two outputs. */
    private OutputKeys attempt(SampleJob job, SampleAttempt attempt, String state) throws SQLException {
        run("""
                insert into attempt (id, job_id, tenant_id, candidate_id, target_id, seed, digest, start_by, end_by,
                                     previews, state, client_id)
                values (?, '%s', 'acme', 'c', 'nowhere', 1, 'd', now(), now(), false, '%s', 'client')""".formatted(job.id(), state), attempt.id());
        var outputs = new OutputKeys(job.tenantId(), job.id(), attempt.id());
        for (int index = 0; index < 2; index++) {
            objects.put(outputs.of(index), new byte[] {1}).await().atMost(PATIENCE);
        }
        return outputs;
    }

    private long outputsOf(OutputKeys outputs) {
        return IntStream.range(0, 2)
                .filter(index ->
                        objects.size(outputs.of(index)).await().atMost(PATIENCE).isPresent())
                .count();
    }

    private int run(String sql, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            return statement.executeUpdate();
        }
    }
}
