package dev.comfymesh.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Chaos until {@code chaos.minutes} are over or {@code chaos.kills} were dealt, whichever is first, one seed after the other
 * from {@code chaos.seed} on; part of no build. What fails under a seed is played again from that seed.
 */
class ChaosLong {
    private static final int STEP_MILLIS = 100;
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("chaos.minutes", 30));
    private static final int KILLS = Integer.getInteger("chaos.kills", Integer.MAX_VALUE);
    private static final long FIRST_SEED = Long.getLong("chaos.seed", System.currentTimeMillis() % 1_000_000);
    private static final Duration TAKEOVER = Duration.ofSeconds(20);
    private static final double ADOPTED = 0.95;

    @Test
    void endsEveryJobAndBreaksNoInvariant() throws Exception {
        var end = System.nanoTime() + TIME.toNanos();
        try (var mesh = MeshUnderTest.start(STEP_MILLIS, "executor-b", "router-b")) {
            var tally = new Tally(mesh);
            var seed = FIRST_SEED;
            try {
                for (; System.nanoTime() < end && tally.kills() < KILLS; seed++) {
                    new ChaosRun(mesh, tally, seed, 12, 12).play();
                    System.out.printf("chaos: seeds %d to %d: %s%n", FIRST_SEED, seed, tally);
                }
            } catch (AssertionError broken) {
                throw new AssertionError(
                        "again with: ./mesh test --long --seed %d --minutes 2".formatted(seed), broken);
            }
            judge(tally);
        }
    }

    private static void judge(Tally tally) {
        var adopted = tally.adopted();
        var all = adopted.values().stream().mapToLong(Long::longValue).sum();
        assertThat(adopted.getOrDefault(true, 0L))
                .as("adopted, of %d attempts that ran when their executor died", all)
                .isGreaterThanOrEqualTo((long) Math.ceil(ADOPTED * all));
        tally.longestTakeover()
                .ifPresent(longest ->
                        assertThat(longest).as("the longest takeover").isLessThanOrEqualTo(TAKEOVER));
    }
}
