package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.Intent;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.TopUpRefusal;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.kit.invariant.Invariants;
import dev.comfymesh.kit.retention.Expiry;
import dev.comfymesh.kit.retention.Retention;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole service between a real broker, a real database and a directory of pictures. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ScoringIT {
    private static final byte[] GOOD = Drawings.png(128, Drawings.scene(128));
    private static final byte[] BLURRED = Drawings.png(128, Drawings.blurred(128));

    private final Neighbours mesh = new Neighbours();

    @Inject
    DataSource database;

    @Inject
    @Any
    Instance<Expiry> expiries;

    @Inject
    Retention retention;

    @Inject
    Invariants invariants;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void selectsTheBestOnceAllHaveEndedAndSaysWhyNotTheOthers() {
        var job = aJob().candidates(3).deliver(1);
        var best = job.attempt(1);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor().state(job.tenantId(), mesh.succeeded(best, GOOD), mesh.succeeded(job.attempt(2), BLURRED));
        mesh.router().state(job.tenantId(), job.attempt(3).gaveUp(FailureClass.LOST));

        var selected = mesh.facts().await(job.id(), PoolSelected.class);

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
        assertThat(mesh.scored(job, 2).verdict().reasons())
                .extracting(Reason::code)
                .containsExactly("BLURRED");
        mesh.pool(job.id())
                .statusCode(200)
                .body("state", equalTo("SELECTED"))
                .body("candidates.state", contains("JUDGED", "JUDGED", "LOST"))
                .body("candidates[0].measurements.sharpness", greaterThan(2f))
                .body("selection[0].candidateId", equalTo(best.candidate().candidateId()));
    }

    @Test
    void judgesPicturesThatWereGivenByWhatTheyAreToShow() {
        saveProfile("as-crisp", """
                {"extends": "lenient", "reference": {"sharpness": 0}, "rules": [
                    {"code": "SOFTER", "dimension": "sharpness", "bound": "at_least", "threshold": {"ofReference": 0.9},
                     "text": "Sharpness is {measured}, at least {threshold} is wanted."}]}""");
        var job = aJob().profile("as-crisp");
        var wanted = mesh.stored(job.attempt(1), 9, GOOD);
        job.given(mesh.stored(job.attempt(1), 0, BLURRED), mesh.stored(job.attempt(2), 0, GOOD))
                .deliver(2)
                .intent(new Intent("a town", List.of(reference(wanted)), null));

        mesh.ingest().state(job.tenantId(), job.accepted());
        var selected = mesh.facts().await(job.id(), PoolSelected.class);

        assertThat(selected.selection())
                .extracting(Selected::candidateId, Selected::attemptId)
                .containsExactly(
                        tuple(job.candidate(2).candidateId(), job.attempt(2).id()));
        assertThat(selected.reasons()).containsExactly(new ReasonCount("SOFTER", 1));
        mesh.pool(job.id())
                .body("candidates[0].explanations[0].state", equalTo("BROKEN"))
                .body("candidates[0].explanations[0].threshold", greaterThan(2f));
    }

    @Test
    void judgesNoGivenPictureAfterTheDeadline() {
        var job = aJob().at(Instant.now().minusSeconds(60)).within(Duration.ofSeconds(30));
        job.given(mesh.stored(job.attempt(1), 0, GOOD));

        mesh.ingest().state(job.tenantId(), job.accepted());

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).reasons())
                .containsExactly(new ReasonCount("DEADLINE", 1));
    }

    @Test
    void takesWhatThereIsWhenAShortPoolIsNotToppedUp() {
        var job = aJob().candidates(2).deliver(2);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD), mesh.succeeded(job.attempt(2), BLURRED));

        var shortage = mesh.facts().await(job.id(), PoolShort.class);
        mesh.router().state(job.tenantId(), new TopUpRefused(job.id(), job.at(), shortage.wave(), TopUpRefusal.LIMIT));
        var selected = mesh.facts().await(job.id(), PoolSelected.class);

        assertThat(List.of(shortage.wave(), shortage.missing())).containsExactly(1, 1);
        assertThat(selected.selection()).hasSize(1);
        assertThat(selected.complete()).isFalse();
    }

    @Test
    void goesOnWithTheNextWaveWhenAShortPoolIsToppedUp() {
        var job = aJob().candidates(1).deliver(1).maxCandidates(2);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(
                        job.tenantId(),
                        mesh.succeeded(job.attempt(1), "not a picture".getBytes(StandardCharsets.UTF_8)));

        mesh.facts().await(job.id(), PoolShort.class);
        mesh.router().state(job.tenantId(), new CandidatesAdded(job.id(), job.at(), 2, List.of(job.candidate(2))));
        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(2), GOOD));

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).selection())
                .extracting(Selected::candidateId)
                .containsExactly(job.candidate(2).candidateId());
        assertThat(mesh.scored(job, 1).verdict().reasons())
                .extracting(Reason::code)
                .containsExactly("UNREADABLE");
    }

    @Test
    void statesNothingMoreOfACancelledJob() {
        var job = aJob().candidates(2).deliver(2);
        mesh.ingest().state(job.tenantId(), job.accepted(), job.cancelRequested());
        mesh.awaitState(job.id(), "ABANDONED");

        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD));
        mesh.router().state(job.tenantId(), job.attempt(2).gaveUp(FailureClass.REVOKED));
        selectsTheBestOnceAllHaveEndedAndSaysWhyNotTheOthers();

        assertThat(mesh.facts().factsOf(job.id())).noneMatch(ScoringIT::isOurs);
        mesh.pool(job.id()).body("candidates.state", contains("AWAITED", "AWAITED"));
    }

    @Test
    void selectsOnceHoweverOftenAFactIsRepeated() {
        var job = aJob().maxCandidates(1);
        var ended = mesh.executor().next(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD));
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor().send(ended);
        mesh.executor().send(ended);
        mesh.facts().await(job.id(), PoolSelected.class);
        mesh.executor().send(ended);
        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1, 2), BLURRED));
        selectsTheBestOnceAllHaveEndedAndSaysWhyNotTheOthers();

        assertThat(mesh.facts().factsOf(job.id()))
                .filteredOn(ScoringIT::isOurs)
                .hasExactlyElementsOfTypes(CandidateScored.class, PoolSelected.class);
    }

    @Test
    void forgetsAPoolThatHasBeenOverForLong() throws Throwable {
        var job = aJob().maxCandidates(1);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD));
        mesh.facts().await(job.id(), PoolSelected.class);
        forgetOldPools();
        mesh.pool(job.id()).statusCode(200);

        try (var connection = database.getConnection();
                var age = connection.prepareStatement(
                        "update pool set over_since = over_since - interval '9 days' where job_id = ?")) {
            age.setObject(1, job.id());
            age.executeUpdate();
        }
        forgetOldPools();

        mesh.pool(job.id()).statusCode(404);
    }

    @Test
    void countsWhatItDoes() throws Throwable {
        selectsTheBestOnceAllHaveEndedAndSaysWhyNotTheOthers();

        VertxContextSupport.subscribeAndAwait(invariants::check);
        assertThat(meters.get("comfymesh.invariant.violations")
                        .tag("invariant", "I3")
                        .gauge()
                        .value())
                .isZero();
        assertThat(meters.get("comfymesh.scoring.queue").gauge().value()).isZero();
        assertThat(meters.get("comfymesh.scoring.candidates")
                        .tag("verdict", "passed")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.get("comfymesh.scoring.rejections")
                        .tag("reason", "BLURRED")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.get("comfymesh.scoring.pools")
                        .tag("outcome", "complete")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.get("comfymesh.scoring.workflow.candidates")
                        .tag("workflow", SampleJob.DIGEST)
                        .tag("verdict", "passed")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.get("comfymesh.scoring.examination").timer().count()).isPositive();
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
                .body(
                        "findAll { it.shipped }.name",
                        contains("clean", "garment", "generic", "headshot", "lenient", "product"));
    }

    @Test
    void showsNothingToAnybodyElse() {
        given().get("/v1/profiles").then().statusCode(401);
        given().get("/v1/pools/" + UUID.randomUUID()).then().statusCode(401);
    }

    @Test
    void saysThatAPoolIsUnknown() {
        mesh.pool(UUID.randomUUID()).statusCode(404).body("code", equalTo("pool-not-found"));
    }

    private static void saveProfile(String name, String document) {
        given().auth()
                .oauth2(MeshResource.OPERATOR_TOKEN)
                .contentType("application/json")
                .body(document)
                .put("/v1/profiles/{name}", name)
                .then()
                .statusCode(200);
    }

    private static InputFile reference(Artifact picture) {
        return new InputFile(
                "/intent/references/1", picture.key(), picture.mediaType(), picture.bytes(), picture.sha256());
    }

    private void forgetOldPools() throws Throwable {
        var oldPools = expiries.stream()
                .filter(expiry -> expiry.what().startsWith("pools"))
                .findFirst()
                .orElseThrow();
        VertxContextSupport.subscribeAndAwait(() -> retention.forget(oldPools));
    }

    private static boolean isOurs(JobFact fact) {
        return fact instanceof CandidateScored || fact instanceof PoolShort || fact instanceof PoolSelected;
    }
}
