package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.failed;
import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.FailureClass;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Attempts that wait behind a run that hangs. */
@QuarkusTest
class MoveIT extends RouterInTest {
    @Test
    void leaveForATargetThatIsFreeAndLoseNoneOfTheirAttempts() {
        mesh.fleet().node("hangs-1", "Hangs");
        var hanging = assigned();
        var waiting = assigned();
        mesh.executor()
                .state(
                        "acme",
                        new AttemptStarted(
                                hanging.jobId(),
                                Instant.now().minusSeconds(120),
                                hanging.attemptId(),
                                hanging.candidateId(),
                                hanging.targetId(),
                                1));
        mesh.fleet().node("free-1", "Hangs");

        assertThat(mesh.log()
                        .await(waiting.jobId(), AttemptRevokeRequested.class)
                        .attemptId())
                .isEqualTo(waiting.attemptId());
        var last = waiting;
        for (var failure : new FailureClass[] {FailureClass.REVOKED, FailureClass.LOST, FailureClass.LOST}) {
            mesh.executor().state("acme", failed(last, failure, 0));
            var number = last.number() + 1;
            last = mesh.log().await(waiting.jobId(), AttemptAssigned.class, next -> next.number() == number);
            mesh.fleet().node("other-" + number, "Hangs");
        }

        assertThat(last.number()).isEqualTo(4);
        assertThat(mesh.log().factsOf(waiting.jobId()))
                .filteredOn(AttemptRevokeRequested.class::isInstance)
                .hasSize(1);
    }

    private AttemptAssigned assigned() {
        return mesh.log().await(mesh.accepted(aJob().graph(graph("Hangs"))).jobId(), AttemptAssigned.class);
    }
}
