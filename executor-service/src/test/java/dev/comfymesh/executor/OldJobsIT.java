package dev.comfymesh.executor;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.adapter.store.OldJobs;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class OldJobsIT {
    @Inject
    OldJobs oldJobs;

    @Inject
    DataSource database;

    @Test
    void forgetsAJobLongAfterItsDeadlineAndKeepsTheOthers() throws Throwable {
        var old = known(aJob());
        var young = known(aJob());
        run("update job set deadline = deadline - interval '9 days' where id = ?", old);

        VertxContextSupport.subscribeAndAwait(oldJobs::forget);

        assertThat(isKnown(old)).isFalse();
        assertThat(isKnown(young)).isTrue();
    }

    @Test
    void keepsAJobAsLongAsAnAttemptOfItLives() throws Throwable {
        var job = known(aJob());
        run("update job set deadline = deadline - interval '9 days' where id = ?", job);
        run("""
                insert into attempt (id, job_id, tenant_id, candidate_id, target_id, seed, digest, start_by, end_by,
                                     previews, state)
                values (gen_random_uuid(), ?, 'acme', 'c', 'nowhere', 1, 'd', now(), now(), false, 'RUNNING')""", job);

        VertxContextSupport.subscribeAndAwait(oldJobs::forget);

        assertThat(isKnown(job)).isTrue();
    }

    private SampleJob known(SampleJob job) {
        try (var ingest = FactLog.as("ingest-service")) {
            ingest.state(job.tenantId(), job.accepted());
        }
        await().until(() -> isKnown(job));
        return job;
    }

    private boolean isKnown(SampleJob job) throws SQLException {
        return run("update job set closing = closing where id = ?", job) > 0;
    }

    private int run(String sql, SampleJob job) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job.id());
            return statement.executeUpdate();
        }
    }
}
