package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.TopUpRefusal;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.scoring.adapter.store.OldPools;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole service between a real broker, a real database and a directory of pictures. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ScoringIT {
    private static final byte[] GOOD = Drawings.png(128, Drawings.scene(128));
    private static final byte[] BLURRED = Drawings.png(128, Drawings.blurred(128));

    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog router = FactLog.as("router-service");
    private final FactLog executor = FactLog.as("executor-service");
    private final FactReader facts = FactReader.of(Topic.JOBS);

    @ConfigProperty(name = "comfymesh.objects")
    Path objects;

    @Inject
    DataSource database;

    @Inject
    OldPools oldPools;

    @AfterEach
    void close() {
        List.of(ingest, router, executor).forEach(FactLog::close);
        facts.close();
    }

    @Test
    void selectsTheBestOnceAllHaveEndedAndSaysWhyNotTheOthers() {
        var job = aJob().candidates(3).deliver(1);
        var best = job.attempt(1);
        ingest.state(job.tenantId(), job.accepted());
        executor.state(job.tenantId(), succeeded(best, GOOD), succeeded(job.attempt(2), BLURRED));
        router.state(job.tenantId(), job.attempt(3).gaveUp(FailureClass.LOST));

        var selected = facts.await(job.id(), PoolSelected.class);

        assertThat(selected.selection())
                .singleElement()
                .extracting(Selected::rank, Selected::candidateId, Selected::attemptId, Selected::seed)
                .containsExactly(
                        1,
                        best.candidate().candidateId(),
                        best.id(),
                        best.candidate().seed());
        assertThat(selected.complete()).isTrue();
        assertThat(selected.reasons()).containsExactly(new ReasonCount("BLURRED", 1), new ReasonCount("LOST", 1));
        assertThat(scored(job, 2).verdict().reasons()).extracting(Reason::code).containsExactly("BLURRED");
        pool(job.id())
                .statusCode(200)
                .body("state", equalTo("SELECTED"))
                .body("candidates.state", contains("JUDGED", "JUDGED", "LOST"))
                .body("candidates[0].measurements.sharpness", greaterThan(50f))
                .body("selection[0].candidateId", equalTo(best.candidate().candidateId()));
    }

    @Test
    void takesWhatThereIsWhenAShortPoolIsNotToppedUp() {
        var job = aJob().candidates(2).deliver(2);
        ingest.state(job.tenantId(), job.accepted());
        executor.state(job.tenantId(), succeeded(job.attempt(1), GOOD), succeeded(job.attempt(2), BLURRED));

        var shortage = facts.await(job.id(), PoolShort.class);
        router.state(job.tenantId(), new TopUpRefused(job.id(), job.at(), shortage.wave(), TopUpRefusal.LIMIT));
        var selected = facts.await(job.id(), PoolSelected.class);

        assertThat(List.of(shortage.wave(), shortage.missing())).containsExactly(1, 1);
        assertThat(selected.selection()).hasSize(1);
        assertThat(selected.complete()).isFalse();
    }

    @Test
    void goesOnWithTheNextWaveWhenAShortPoolIsToppedUp() {
        var job = aJob().candidates(1).deliver(1).maxCandidates(2);
        ingest.state(job.tenantId(), job.accepted());
        executor.state(job.tenantId(), succeeded(job.attempt(1), "not a picture".getBytes(StandardCharsets.UTF_8)));

        facts.await(job.id(), PoolShort.class);
        router.state(job.tenantId(), new CandidatesAdded(job.id(), job.at(), 2, List.of(job.candidate(2))));
        executor.state(job.tenantId(), succeeded(job.attempt(2), GOOD));

        assertThat(facts.await(job.id(), PoolSelected.class).selection())
                .extracting(Selected::candidateId)
                .containsExactly(job.candidate(2).candidateId());
        assertThat(scored(job, 1).verdict().reasons()).extracting(Reason::code).containsExactly("UNREADABLE");
    }

    @Test
    void rejectsAnAttemptWithoutAPicture() {
        var job = aJob().maxCandidates(1);
        var attempt = job.attempt(1);
        var sound = new Artifact("t/x", "audio/flac", 1, "0".repeat(64), 0, 0, "9");
        ingest.state(job.tenantId(), job.accepted());
        executor.state(job.tenantId(), attempt.succeeded(List.of(sound)));

        assertThat(facts.await(job.id(), PoolSelected.class).reasons())
                .containsExactly(new ReasonCount("NO_PICTURE", 1));
    }

    @Test
    void judgesByTheFirstPictureOfAnAttempt() {
        var job = aJob().maxCandidates(1);
        var attempt = job.attempt(1);
        var sound = new Artifact("t/x", "audio/flac", 1, "0".repeat(64), 0, 0, "9");
        ingest.state(job.tenantId(), job.accepted());
        executor.state(
                job.tenantId(),
                attempt.succeeded(List.of(sound, stored(attempt, 1, GOOD), stored(attempt, 2, BLURRED))));

        assertThat(facts.await(job.id(), PoolSelected.class).selection()).hasSize(1);
    }

    @Test
    void statesNothingMoreOfACancelledJob() {
        var job = aJob().candidates(2).deliver(2);
        ingest.state(job.tenantId(), job.accepted(), job.cancelRequested());
        awaitState(job.id(), "ABANDONED");

        executor.state(job.tenantId(), succeeded(job.attempt(1), GOOD));
        router.state(job.tenantId(), job.attempt(2).gaveUp(FailureClass.REVOKED));
        selectsTheBestOnceAllHaveEndedAndSaysWhyNotTheOthers();

        assertThat(facts.factsOf(job.id())).noneMatch(ScoringIT::isOurs);
        pool(job.id()).body("candidates.state", contains("AWAITED", "AWAITED"));
    }

    @Test
    void selectsOnceHoweverOftenAFactIsRepeated() {
        var job = aJob().maxCandidates(1);
        var ended = executor.next(job.tenantId(), succeeded(job.attempt(1), GOOD));
        ingest.state(job.tenantId(), job.accepted());
        executor.send(ended);
        executor.send(ended);
        facts.await(job.id(), PoolSelected.class);
        executor.send(ended);
        executor.state(job.tenantId(), succeeded(job.attempt(1, 2), BLURRED));
        selectsTheBestOnceAllHaveEndedAndSaysWhyNotTheOthers();

        assertThat(facts.factsOf(job.id()))
                .filteredOn(ScoringIT::isOurs)
                .hasExactlyElementsOfTypes(CandidateScored.class, PoolSelected.class);
    }

    @Test
    void measuresAgainWhatADeadWorkerHadTaken() throws SQLException {
        var job = aJob().maxCandidates(1);
        var attempt = job.attempt(1);
        ingest.state(job.tenantId(), job.accepted());
        awaitState(job.id(), "OPEN");
        var picture = stored(attempt, 0, GOOD);
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into work (candidate_id, job_id, attempt_id, profile, object_key, bytes, tries,
                                          lent_until, added_at)
                        values (?, ?, ?, 'generic', ?, ?, 1, now() + interval '1 second', now())""")) {
            insert.setString(1, attempt.candidate().candidateId());
            insert.setObject(2, job.id());
            insert.setObject(3, attempt.id());
            insert.setString(4, picture.key());
            insert.setLong(5, picture.bytes());
            insert.executeUpdate();
        }

        assertThat(facts.await(job.id(), PoolSelected.class).selection()).hasSize(1);
    }

    @Test
    void forgetsAPoolThatHasBeenOverForLong() throws Throwable {
        var job = aJob().maxCandidates(1);
        ingest.state(job.tenantId(), job.accepted());
        executor.state(job.tenantId(), succeeded(job.attempt(1), GOOD));
        facts.await(job.id(), PoolSelected.class);
        VertxContextSupport.subscribeAndAwait(oldPools::forget);
        pool(job.id()).statusCode(200);

        try (var connection = database.getConnection();
                var age = connection.prepareStatement(
                        "update pool set over_since = over_since - interval '9 days' where job_id = ?")) {
            age.setObject(1, job.id());
            age.executeUpdate();
        }
        VertxContextSupport.subscribeAndAwait(oldPools::forget);

        pool(job.id()).statusCode(404);
    }

    @Test
    void refusesAnIdThatIsNone() {
        given().auth()
                .oauth2(MeshResource.OPERATOR_TOKEN)
                .get("/v1/pools/17")
                .then()
                .statusCode(404);
    }

    @Test
    void showsItsProfilesToOperators() {
        given().auth()
                .oauth2(MeshResource.OPERATOR_TOKEN)
                .get("/v1/profiles")
                .then()
                .statusCode(200)
                .body("name", contains("generic", "lenient"));
    }

    @Test
    void showsNothingToAnybodyElse() {
        given().get("/v1/profiles").then().statusCode(401);
        given().get("/v1/pools/" + UUID.randomUUID()).then().statusCode(401);
    }

    @Test
    void saysThatAPoolIsUnknown() {
        pool(UUID.randomUUID()).statusCode(404).body("code", equalTo("pool-not-found"));
    }

    private static boolean isOurs(JobFact fact) {
        return fact instanceof CandidateScored || fact instanceof PoolShort || fact instanceof PoolSelected;
    }

    private CandidateScored scored(SampleJob job, int n) {
        var candidateId = job.candidate(n).candidateId();
        return facts.await(
                job.id(), CandidateScored.class, scored -> scored.candidateId().equals(candidateId));
    }

    private AttemptSucceeded succeeded(SampleAttempt attempt, byte[] content) {
        return attempt.succeeded(List.of(stored(attempt, 0, content)));
    }

    private Artifact stored(SampleAttempt attempt, int n, byte[] content) {
        var key = "t/%s/j/%s/a/%s/%d".formatted(attempt.tenantId(), attempt.jobId(), attempt.id(), n);
        try {
            Files.createDirectories(objects.resolve(key).getParent());
            Files.write(objects.resolve(key), content);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        return new Artifact(key, "image/png", content.length, "0".repeat(64), 128, 128, "9");
    }

    private void awaitState(UUID jobId, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> pool(jobId).statusCode(200).body("state", equalTo(state)));
    }

    private static ValidatableResponse pool(UUID jobId) {
        return given().auth()
                .oauth2(MeshResource.OPERATOR_TOKEN)
                .get("/v1/pools/{jobId}", jobId)
                .then();
    }
}
