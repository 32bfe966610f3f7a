package dev.comfymesh.systemtests;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Chaos for as long as {@code chaos.minutes} says, one seed after the other from {@code chaos.seed} on; part of no build.
 * What fails under a seed is played again from that seed.
 */
class ChaosLong {
    private static final int STEP_MILLIS = 100;
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("chaos.minutes", 5));
    private static final long FIRST_SEED = Long.getLong("chaos.seed", System.currentTimeMillis());

    @Test
    void endsEveryJobAndBreaksNoInvariant() throws Exception {
        var end = System.nanoTime() + TIME.toNanos();
        try (var mesh = MeshUnderTest.start(STEP_MILLIS, "executor-b", "router-b")) {
            for (var seed = FIRST_SEED; System.nanoTime() < end; seed++) {
                new ChaosRun(mesh, seed, 12, 12).play();
            }
        }
    }
}
