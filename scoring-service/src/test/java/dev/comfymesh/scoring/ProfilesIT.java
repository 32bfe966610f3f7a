package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Profiles that operators save, and jobs that name them. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ProfilesIT {
    private static final byte[] GOOD = Drawings.png(128, Drawings.scene(128));

    private final Neighbours mesh = new Neighbours();

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void keepsEveryVersionAndReleasesTheLast() {
        var first = save("kept", "{\"extends\": \"lenient\"}")
                .statusCode(200)
                .extract()
                .path("ref")
                .toString();
        save("kept", "{\"extends\": \"lenient\", \"minDistanceBits\": 5}").statusCode(200);

        asOperator().get("/v1/profiles/kept").then().body("document.minDistanceBits", equalTo(5));
        asOperator()
                .get("/v1/profiles/{ref}", first)
                .then()
                .body("released", equalTo(false))
                .body("document.extends", startsWith("lenient@sha256:"));
        asOperator().get("/v1/profiles/kept/versions").then().body("ref", hasSize(2));
        asOperator().get("/v1/profiles/nobody").then().statusCode(404).body("code", equalTo("profile-not-found"));
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        save(
                        "faulty",
                        "{\"extends\": \"generic\", \"rules\": [{\"code\": \"X\", \"expression\": \"sharpness >> 2\", \"text\": \"no\"}]}")
                .statusCode(422)
                .body("code", equalTo("invalid-profile"))
                .body("errors.field", contains("rules[0].expression"))
                .body("errors[0].detail", startsWith("at line 1, column "));
        save("generic", "{}").statusCode(409).body("code", equalTo("profile-shipped"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/v1/profiles/mine")
                .then()
                .statusCode(401);
    }

    @Test
    void judgesAPoolByTheVersionItWasOpenedUnderWhateverIsSavedMeanwhile() {
        var ref =
                save("strict", statement("sharpness < 0")).extract().path("ref").toString();
        var job = aJob().maxCandidates(1).profile("strict");
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.awaitState(job.id(), "OPEN");
        save("strict", statement("sharpness > 0")).statusCode(200);

        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD));

        assertThat(mesh.facts().await(job.id(), CandidateScored.class).verdict().reasons())
                .extracting(Reason::code)
                .containsExactly("SAID");
        mesh.pool(job.id()).body("profile", equalTo("strict")).body("profileVersion", equalTo(ref.split("@")[1]));
    }

    @Test
    void judgesByAVersionThatAJobNames() {
        var ref =
                save("named", statement("sharpness < 0")).extract().path("ref").toString();
        save("named", statement("sharpness > 0")).statusCode(200);
        var job = aJob().maxCandidates(1).profile(ref);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD));

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).reasons())
                .containsExactly(new ReasonCount("SAID", 1));
    }

    @Test
    void judgesAnOldPoolAgainAndStatesNothing() {
        var job = aJob().maxCandidates(1).profile("lenient");
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD));
        mesh.facts().await(job.id(), PoolSelected.class);

        rejudge(job.id(), "{\"document\": %s}".formatted(statement("sharpness < 0")))
                .statusCode(200)
                .body("selection", hasSize(0))
                .body("dropped", contains(job.candidate(1).candidateId()))
                .body("candidates[0].fate.reason", equalTo("SAID"));
        rejudge(job.id(), "{\"profile\": \"headshot\"}")
                .statusCode(200)
                .body("candidates[0].explanations.code", hasItems("BLURRED", "NOISY"));
        rejudge(job.id(), "{}").statusCode(422);
        rejudge(job.id(), "{\"profile\": \"nobody\"}").statusCode(404);
        mesh.pool(job.id()).body("state", equalTo("SELECTED")).body("candidates[0].fate.ending", equalTo("DELIVERED"));
    }

    @Test
    void suggestsThresholdsAndTellsHowAWorkflowFares() {
        var job = aJob().candidates(2).deliver(1).maxCandidates(2);
        var good = job.candidate(1).candidateId();
        var bad = job.candidate(2).candidateId();
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(
                        job.tenantId(),
                        mesh.succeeded(job.attempt(1), GOOD),
                        mesh.succeeded(job.attempt(2), Drawings.png(128, Drawings.blurred(128))));
        mesh.facts().await(job.id(), PoolSelected.class);

        asOperator()
                .contentType(ContentType.JSON)
                .body("{\"good\": [\"%s\"], \"bad\": [\"%s\", \"nobody-1\"]}".formatted(good, bad))
                .post("/v1/profiles/suggest")
                .then()
                .statusCode(200)
                .body("suggestions.find { it.dimension == 'sharpness' }.bound", equalTo("at_least"))
                .body("unmeasured", contains("nobody-1"));
        asOperator()
                .get("/v1/quality/{workflow}", SampleJob.DIGEST)
                .then()
                .statusCode(200)
                .body("passRate", greaterThan(0f))
                .body("reasons.code", hasItems("BLURRED"));
        asOperator().get("/v1/quality").then().statusCode(200).body("workflow", hasItems(SampleJob.DIGEST));
        asOperator().get("/v1/quality/sha256:0").then().statusCode(404);
    }

    @Test
    void comparesWithinThePoolOnceItIsWhole() {
        save("relative", statement("pool.all(other, sharpness >= other.sharpness)"))
                .statusCode(200);
        var job = aJob().candidates(2).deliver(2).maxCandidates(2).profile("relative");
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(
                        job.tenantId(),
                        mesh.succeeded(job.attempt(1), Drawings.png(128, Drawings.blurred(128))),
                        mesh.succeeded(job.attempt(2), GOOD));

        var selected = mesh.facts().await(job.id(), PoolSelected.class);

        assertThat(selected.selection()).hasSize(1);
        assertThat(selected.reasons()).containsExactly(new ReasonCount("SAID", 1));
        assertThat(mesh.scored(job, 1).verdict().passed()).isTrue();
    }

    @Test
    void selectsNothingAtOnceForAJobWhoseProfileNobodyKnows() {
        var job = aJob().candidates(3).profile("nobody");
        mesh.ingest().state(job.tenantId(), job.accepted());

        assertThat(mesh.facts().await(job.id(), PoolSelected.class))
                .extracting(PoolSelected::selection, PoolSelected::complete, PoolSelected::reasons)
                .containsExactly(List.of(), false, List.of(new ReasonCount("UNKNOWN_PROFILE", 3)));
        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD));
        mesh.awaitState(job.id(), "SELECTED");
    }

    private static String statement(String expression) {
        return """
                {"extends": "lenient", "rules": [{"code": "SAID", "expression": "%s", "text": "It is not so."}]}""".formatted(expression);
    }

    private static ValidatableResponse rejudge(UUID jobId, String wish) {
        return asOperator()
                .contentType(ContentType.JSON)
                .body(wish)
                .post("/v1/pools/{jobId}/rejudge", jobId)
                .then();
    }

    private static ValidatableResponse save(String name, String document) {
        return asOperator()
                .contentType(ContentType.JSON)
                .body(document)
                .put("/v1/profiles/{name}", name)
                .then();
    }

    private static RequestSpecification asOperator() {
        return given().auth().oauth2(MeshResource.OPERATOR_TOKEN);
    }
}
