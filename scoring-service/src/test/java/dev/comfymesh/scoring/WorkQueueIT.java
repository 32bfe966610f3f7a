package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.comfymesh.scoring.app.Work;
import dev.comfymesh.scoring.app.WorkQueue;
import dev.comfymesh.scoring.app.WorkQueue.Batch;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue with nobody else at it. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
@TestProfile(WorkQueueIT.Undisturbed.class)
class WorkQueueIT {
    /** Nobody takes work by himself; a batch is at most three candidates or 1,000 bytes, the last one aside. */
    public static final class Undisturbed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("scoring.look", "1h", "scoring.batch.candidates", "3", "scoring.batch.bytes", "1000");
        }
    }

    private final UUID jobId = aJob().id();

    @Inject
    WorkQueue queue;

    @Inject
    DataSource database;

    @BeforeEach
    void addPool() throws SQLException {
        run("""
                insert into pool (job_id, tenant_id, profile, deliver, max_candidates, wave, may_grow, state, deadline)
                values ('%s', 'acme', 'generic', 1, 9, 1, false, 'OPEN', now())""".formatted(jobId));
    }

    @AfterEach
    void removePool() throws SQLException {
        run("delete from work");
        run("delete from candidate where job_id = '%s'".formatted(jobId));
        run("delete from pool where job_id = '%s'".formatted(jobId));
    }

    @Test
    void lendsSomeTogetherAndSaysThatMoreIsFree() throws Throwable {
        for (var n = 1; n <= 4; n++) {
            addWork(n, 10, 0);
        }

        var first = take();
        var second = take();

        assertThat(first.work()).extracting(Work::objectKey).containsExactlyInAnyOrder("key-1", "key-2", "key-3");
        assertThat(first.more()).isTrue();
        assertThat(second.work()).extracting(Work::objectKey).containsExactly("key-4");
        assertThat(second.more()).isFalse();
        assertThat(take().work()).isEmpty();
    }

    @Test
    void lendsNoMoreBytesThanAreSoonMeasured() throws Throwable {
        addWork(1, 800, 0);
        addWork(2, 800, 0);
        addWork(3, 10, 0);

        assertThat(take().work()).extracting(Work::objectKey).containsExactlyInAnyOrder("key-1", "key-2");
    }

    @Test
    void lendsAloneWhatSomebodyDidNotFinish() throws Throwable {
        addWork(1, 10, 0);
        addWork(2, 10, 1);
        addWork(3, 10, 0);

        assertThat(take().work()).extracting(Work::objectKey).containsExactly("key-1");
        assertThat(take().work()).extracting(Work::objectKey, Work::tries).containsExactly(tuple("key-2", 2));
        assertThat(take().work()).extracting(Work::objectKey).containsExactly("key-3");
    }

    @Test
    void doesNotCountATryThatWasGivenBack() throws Throwable {
        addWork(1, 10, 0);
        var taken = take().work().getFirst();

        VertxContextSupport.subscribeAndAwait(() -> queue.giveBack(taken));
        run("update work set lent_until = now() - interval '1 second'");

        assertThat(take().work()).extracting(Work::tries).containsExactly(1);
    }

    private Batch take() throws Throwable {
        return VertxContextSupport.subscribeAndAwait(queue::take);
    }

    private void addWork(int n, long bytes, int tries) throws SQLException {
        var candidateId = jobId + "-" + n;
        run("insert into candidate (id, job_id, n, seed, state) values ('%s', '%s', %d, 1, 'WAITING')"
                .formatted(candidateId, jobId, n));
        run("""
                insert into work (candidate_id, job_id, object_key, bytes, tries, lent_until, added_at)
                values ('%s', '%s', 'key-%d', %d, %d, '-infinity', now())""".formatted(candidateId, jobId, n, bytes, tries));
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
