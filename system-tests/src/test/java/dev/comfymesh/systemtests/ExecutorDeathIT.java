package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.testkit.check.Checker;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The only executor is killed while twenty attempts run, each on a node of its own, and is started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutorDeathIT {
    private static final int NODES = 20;
    private static final int STEP_MILLIS = 400; // twenty steps: long enough to be killed in the middle
    private static final int CANDIDATES = NODES + 2; // the last ones are for the successor to begin

    private MeshUnderTest mesh;
    private Succession after;

    @BeforeAll
    void killTheExecutorWhileTwentyCandidatesRun() throws Exception {
        mesh = MeshUnderTest.withFleet(NODES, STEP_MILLIS);
        after = Succession.play(mesh, JobWish.small("twenty", CANDIDATES, 2).ofSteps(20), NODES, () -> {
            mesh.part("executor").start();
            mesh.part("executor").awaitReady();
        });
    }

    @AfterAll
    void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    @Test
    void completesTheJobAndDeliversPicturesThatHaveTheirDigest() throws Exception {
        assertThat(after.job().get("status").asText()).isEqualTo("COMPLETED");
        assertThat(after.job().get("complete").asBoolean()).isTrue();
        assertThat(after.job().get("selection")).hasSize(2);
        for (var selected : after.job().get("selection")) {
            var artifact = selected.get("artifacts").get(0);
            var content = mesh.api(TenantKey.LOCAL).artifact(artifact.get("url").asText());
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            assertThat(digest).isEqualTo(artifact.get("sha256").asText());
        }
    }

    @Test
    void adoptsWhatWasRunningWhenTheExecutorDied() {
        assertThat(after.runningAtTheKill()).hasSizeGreaterThanOrEqualTo(NODES);
        assertThat(after.adopted()).containsExactlyInAnyOrderElementsOf(after.runningAtTheKill());
        assertThat(after.of(AttemptStarted.class))
                .extracting(AttemptStarted::epoch)
                .as("some were started by the first owner, the others by the second")
                .contains(1L, 2L);
    }

    @Test
    void runsEachAttemptExactlyOnceOnANode() {
        var once = after.assigned().stream().collect(Collectors.toMap(id -> id, _ -> 1L));

        assertThat(after.witnessed("submitted")).isEqualTo(once);
        assertThat(after.witnessed("started")).isEqualTo(once);
        assertThat(after.witnessed("finished")).isEqualTo(once);
    }

    @Test
    void givesEachCandidateOneAttemptAndEachAttemptOneEnding() {
        assertThat(after.of(AttemptAssigned.class))
                .hasSize(CANDIDATES)
                .extracting(AttemptAssigned::number)
                .containsOnly(1);
        assertThat(after.of(AttemptFailed.class)).isEmpty();
        assertThat(after.of(AttemptSucceeded.class))
                .extracting(AttemptSucceeded::attemptId)
                .containsExactlyInAnyOrderElementsOf(after.assigned());
    }

    @Test
    void hasEveryNodeInNewHands() {
        assertThat(after.takeovers()).hasSize(NODES);
    }

    @Test
    void statesTheEndOfTheJobOnce() {
        assertThat(after.of(JobClosed.class)).hasSize(1);
        assertThat(after.of(JobCompleted.class)).hasSize(1);
    }

    @Test
    void breaksNoInvariant() {
        assertThat(Checker.of(mesh.address()).violations(Set.<UUID>of(after.id())))
                .isEmpty();
    }
}
