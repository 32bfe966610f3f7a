package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.comfymesh.scoring.app.Work;
import dev.comfymesh.scoring.app.WorkQueue;
import dev.comfymesh.scoring.app.WorkQueue.Batch;
import dev.comfymesh.scoring.app.WorkQueue.Finished;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
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
    /**
     * Nobody takes work by himself; a batch is at most three candidates or 1,000 bytes, the last one aside. Drift is looked for all the
     * time.
     */
    public static final class Undisturbed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "scoring.look", "1h",
                    "scoring.batch.candidates", "3",
                    "scoring.batch.bytes", "1000",
                    "scoring.drift.look", "200ms");
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

    @Test
    void keepsEmbeddingsForCandidatesThatComeLaterAndForJudgingAgain() throws Throwable {
        asOperator("{\"extends\": \"lenient\", \"minDistanceBits\": 0, \"dedupe\": {\"cosine\": 0.9}}")
                .put("/v1/profiles/looks")
                .then()
                .body("name", equalTo("looks"));
        run("update pool set profile = 'looks', deliver = 2, max_candidates = 3 where job_id = '%s'".formatted(jobId));
        for (var n = 1; n <= 3; n++) {
            addWork(n, 10, 0);
        }
        run("update candidate set attempt_id = gen_random_uuid() where job_id = '%s'".formatted(jobId));
        var work = take().work().stream()
                .sorted(Comparator.comparing(Work::candidateId))
                .toList();

        finish(work.get(0), 1, 0);
        finish(work.get(1), 1, 0.1f);
        finish(work.get(2), 0, 1);

        rejudged("looks").body("candidates.fate.ending", contains("DELIVERED", "DUPLICATE", "DELIVERED"));
        rejudged("lenient").body("candidates.fate.ending", contains("DELIVERED", "DELIVERED", "BELOW_CUT"));
    }

    private void finish(Work work, float... numbers) throws Throwable {
        var fingerprint = new Fingerprint(work.candidateId().hashCode() * 0x9e3779b97f4a7c15L);
        var seen = new Measured(
                new Measurements(Map.of(Dimension.SHARPNESS, 100.0), Map.of(), List.of()),
                fingerprint,
                Embedding.of("ab".repeat(32), numbers));
        VertxContextSupport.subscribeAndAwait(() -> queue.finish(List.of(new Finished(work, seen))));
    }

    private ValidatableResponse rejudged(String profile) {
        return asOperator("{\"profile\": \"%s\"}".formatted(profile))
                .post("/v1/pools/{jobId}/rejudge", jobId)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification asOperator(String body) {
        return given().auth()
                .oauth2(MeshResource.OPERATOR_TOKEN)
                .contentType(ContentType.JSON)
                .body(body);
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
