package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.systemtests.Custody.Takeover;
import dev.comfymesh.testkit.check.Checker;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How long it takes until the targets of an executor that was killed while twenty attempts ran have another owner, and what
 * became of those. Part of no build: {@code ./mesh test --long} runs it, and so does
 * {@code mvn -f system-tests/pom.xml verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=SuccessionLong}.
 */
class SuccessionLong {
    private static final int NODES = 20;
    private static final int STEP_MILLIS = 400;
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(20);

    @Test
    void theSameExecutorStartsAgain() throws Exception {
        try (var mesh = MeshUnderTest.withFleet(NODES, STEP_MILLIS)) {
            expectAdoption(mesh, () -> {
                mesh.part("executor").start();
                mesh.part("executor").awaitReady();
            });
        }
    }

    @Test
    void anotherHasStoodBy() throws Exception {
        try (var mesh = MeshUnderTest.withFleet(NODES, STEP_MILLIS, "executor-b")) {
            mesh.wake("executor-b"); // when all targets have their owner
            expectAdoption(mesh, () -> {});
        }
    }

    private static void expectAdoption(MeshUnderTest mesh, Runnable successor) throws Exception {
        var after = Succession.play(mesh, JobWish.small("twenty", NODES, 2).ofSteps(20), NODES, successor);
        var longest = after.takeovers().stream()
                .map(Takeover::took)
                .max(Comparator.naturalOrder())
                .orElseThrow();

        System.out.printf(
                "succession: %d of %d attempts were adopted, the longest takeover took %s%n",
                after.adopted().size(), after.runningAtTheKill().size(), longest);
        assertThat(after.adopted()).hasSizeGreaterThanOrEqualTo(NODES - 1);
        assertThat(after.witnessed("started").values()).containsOnly(1L);
        assertThat(after.takeovers()).hasSize(NODES);
        assertThat(longest).isLessThan(LONGEST_TAKEOVER);
        assertThat(Checker.of(mesh.address()).violations(Set.of(after.id()))).isEmpty();
    }
}
