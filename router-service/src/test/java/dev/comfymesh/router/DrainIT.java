package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.failed;
import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.succeeded;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactReader;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that are emptied and taken away while work lives there; each test has nodes of its own, by a node class of its own. */
@QuarkusTest
class DrainIT extends RouterInTest {

    @Test
    void isDrainingUntilNothingLivesThere() {
        mesh.fleet().node("drain-1", "Drain");
        var attempt =
                mesh.log().await(mesh.accepted(aJob().graph(graph("Drain"))).jobId(), AttemptAssigned.class);

        assertThat(post("drain-1/drain", "{}")).isEqualTo(200);

        var draining = mesh.fleet().view("drain-1");
        assertThat(draining.path("cordoned").asBoolean()).isTrue();
        assertThat(draining.path("living").asInt()).isEqualTo(1);
        assertThat(draining.path("drain").path("state").asText()).isEqualTo("DRAINING");
        mesh.executor().state("acme", succeeded(attempt));
        await().until(() -> mesh.fleet()
                .view("drain-1")
                .path("drain")
                .path("state")
                .asText()
                .equals("DRAINED"));
        assertThat(mesh.fleet().view("drain-1").path("living").asInt()).isZero();
    }

    @Test
    void takesWorkAgainOnceItIsUncordoned() {
        mesh.fleet().node("undrain-1", "Undrain");
        post("undrain-1/drain", "");
        var job = mesh.accepted(aJob().graph(graph("Undrain")));
        assertThat(mesh.fleet().view("undrain-1").path("drain").path("state").asText())
                .isEqualTo("DRAINED");

        post("undrain-1/uncordon", "");

        assertThat(mesh.fleet().view("undrain-1").path("drain").isNull()).isTrue();
        assertThat(mesh.log().await(job.jobId(), AttemptAssigned.class).targetId())
                .isEqualTo("undrain-1");
    }

    @Test
    void asksRunsToLeaveOnceAndTakesThemElsewhere() {
        mesh.fleet().node("leave-1", "Leave");
        var job = mesh.accepted(aJob().graph(graph("Leave")));
        var first = mesh.log().await(job.jobId(), AttemptAssigned.class);
        mesh.fleet().node("leave-2", "Leave");

        post("leave-1/drain", "{\"revokeAfterSeconds\": 0}");
        assertThat(mesh.log().await(job.jobId(), AttemptRevokeRequested.class).attemptId())
                .isEqualTo(first.attemptId());
        mesh.executor().state("acme", failed(first, FailureClass.REVOKED, 10));

        var second = mesh.log().await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 2);
        assertThat(second.targetId()).isEqualTo("leave-2");
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(AttemptRevokeRequested.class::isInstance)
                .hasSize(1);
    }

    @Test
    void isNotRemovedWhileAttemptsLiveThere() {
        mesh.fleet().node("busy-1", "Busy");
        var attempt =
                mesh.log().await(mesh.accepted(aJob().graph(graph("Busy"))).jobId(), AttemptAssigned.class);

        var refused = mesh.fleet().send("DELETE", "/v1/targets/busy-1", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("target-busy", "1 attempts live there");

        post("busy-1/drain", "");
        mesh.executor().state("acme", succeeded(attempt));
        await().until(() ->
                mesh.fleet().send("DELETE", "/v1/targets/busy-1", "").statusCode() == 204);
        assertThat(mesh.fleet().send("GET", "/v1/targets/busy-1", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void publishesADrainAsACordonOnce() {
        try (var targets = FactReader.of(Topic.TARGETS)) {
            mesh.fleet().node("told-1", "Told");
            post("told-1/drain", "");
            post("told-1/drain", "{\"revokeAfterSeconds\": 60}");
            post("told-1/uncordon", "");

            var cordoned = targets.await(stated -> stated.subject().equals("told-1") && stated.sequence() == 2);
            assertThat(cordoned.read(TargetDefined.class).cordoned()).isTrue();
            var back = targets.await(stated -> stated.subject().equals("told-1") && stated.sequence() == 3);
            assertThat(back.read(TargetDefined.class).cordoned()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"revokeAfterSeconds\": -1}", "{\"revokeAfterSeconds\": \"x\"}", "{\"x\": 1}", "[]", "{"})
    void refusesWhatIsNoDrainWithAProblem(String body) {
        mesh.fleet().node("strange-1", "Strange");

        var answer = mesh.fleet().send("POST", "/v1/targets/strange-1/drain", body);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(mesh.fleet().view("strange-1").path("cordoned").asBoolean()).isFalse();
    }

    private int post(String path, String body) {
        return mesh.fleet().send("POST", "/v1/targets/" + path, body).statusCode();
    }
}
