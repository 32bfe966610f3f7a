package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.testkit.check.Checker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mesh of its own, as no other test can use one whose executor is so impatient, or have a node ejected in this one. */
class HangingNodeIT {
    private static final int STEP_MILLIS = 60;

    @Test
    void losesItsRunToAnother() throws Exception {
        try (var mesh = MeshUnderTest.start(STEP_MILLIS)) {
            mesh.restartWith(
                    "executor",
                    mesh.options("-Dexecutor.patience.stalled-for=3s", "-Dexecutor.patience.stopping-for=2s"));
            mesh.nodes().getFirst().turn("{\"fault\": \"HANG\", \"count\": 1}");
            var client = new Client(mesh.api(TenantKey.LOCAL));
            var tape = new Tape(mesh.address().kafka());

            client.placeAll(List.of(JobWish.small("hanging", 2, 2)));

            assertThat(client.awaitEnds()).containsValue("COMPLETED");
            var hung = tape.factsOf(client.promised(), AttemptFailed.class).getFirst();
            assertThat(hung.failure()).isEqualTo(FailureClass.STALLED);
            assertThat(tape.factsOf(client.promised(), AttemptAssigned.class))
                    .filteredOn(assigned -> assigned.candidateId().equals(hung.candidateId()))
                    .extracting(AttemptAssigned::targetId)
                    .containsExactly("sim-a", "sim-b");
            assertThat(Checker.of(mesh.address()).violations(client.promised())).isEmpty();
        }
    }
}
