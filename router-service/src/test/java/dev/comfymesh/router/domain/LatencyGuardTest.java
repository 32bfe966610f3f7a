package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.POLICY;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.dueAt;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Estimates.Estimate;
import dev.comfymesh.router.domain.LatencyGuard.Placed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every workflow takes ten seconds on every node. */
class LatencyGuardTest {
    private static final LatencyGuard GUARD = new LatencyGuard(POLICY, Duration.ofSeconds(10), 2);
    private static final Target SLOW = node("slow");
    private static final Target FREE = node("z-free");

    private final Living hanging = living(1, job(1), "slow", NOW.minusSeconds(40));
    private final Living waiting = living(2, job(2), "slow", null);

    @Test
    void suspectsNothingWhereAllGoesAsExpected() {
        var running = living(1, job(1), "slow", NOW.minusSeconds(19));

        assertThat(GUARD.suspects(fleet(List.of(running, waiting), SLOW, FREE), NOW))
                .isEmpty();
    }

    @Test
    void movesWhatWaitsBehindARunThatHangs() {
        var fleet = fleet(List.of(hanging, waiting), SLOW, FREE);

        assertThat(GUARD.suspects(fleet, NOW)).contains(waiting);
        assertThat(moves(fleet, placed(waiting, job(2), 0))).containsExactly(waiting);
    }

    @Test
    void leavesWhatNobodyElseHasRoomFor() {
        var busy = living(3, job(3), "z-free", NOW);

        assertThat(moves(fleet(List.of(hanging, waiting, busy), SLOW, FREE), placed(waiting, job(2), 0)))
                .isEmpty();
        assertThat(moves(fleet(List.of(hanging, waiting), SLOW), placed(waiting, job(2), 0)))
                .isEmpty();
    }

    @Test
    void movesOneToEachPlace() {
        var other = living(3, job(3), "slow", null);
        var fleet = fleet(List.of(hanging, waiting, other), node("slow", 3, 0), node("z-free", 1, 0));

        assertThat(moves(fleet, placed(other, job(3), 0), placed(waiting, job(2), 0)))
                .containsExactly(waiting);
    }

    @Test
    void movesNobodyForEver() {
        var fleet = fleet(List.of(hanging, waiting), SLOW, FREE);

        assertThat(moves(fleet, placed(waiting, job(2), 1))).containsExactly(waiting);
        assertThat(moves(fleet, placed(waiting, job(2), 2))).isEmpty();
    }

    @Test
    void movesNobodyBackToWhereItFailed() {
        var placed = placed(waiting, job(2), 1);
        var failed = new Placed(waiting, Samples.after(placed.candidate(), Set.of("z-free"), null), 1);

        assertThat(moves(fleet(List.of(hanging, waiting), SLOW, FREE), failed)).isEmpty();
    }

    @Test
    void movesNothingToATargetThatItsJobCannotPay() {
        var rich = node("z-free", 2, 7_200 * DOLLAR);

        assertThat(moves(fleet(List.of(hanging, waiting), SLOW, rich), placed(waiting, job(2), 0)))
                .isEmpty();
    }

    @Test
    void leavesAloneWhatNobodyKnowsOf() {
        var unknown = new Living(
                waiting.attemptId(), "c", waiting.jobId(), "acme", "slow", waiting.shape(), 0, null, NOW, true);

        assertThat(GUARD.suspects(fleet(List.of(hanging, unknown), SLOW, FREE), NOW))
                .doesNotContain(unknown);
    }

    @Nested
    class OfARunOnANodeThatTurnedSlow {
        private final Living slow = living(1, job(1), "slow", NOW.minusSeconds(40));

        @Test
        void movesItWhereItWouldStillBeInTime() {
            var due = dueAt(job(1), NOW.plusSeconds(20));

            assertThat(moves(fleet(List.of(slow), SLOW, FREE), placed(slow, due, 0)))
                    .containsExactly(slow);
        }

        @Test
        void leavesItWhereItMayBeInTimeYet() {
            var due = dueAt(job(1), NOW.plusSeconds(31));

            assertThat(moves(fleet(List.of(slow), SLOW, FREE), placed(slow, due, 0)))
                    .isEmpty();
        }

        @Test
        void leavesItWhereNoTargetWouldBeInTime() {
            var due = dueAt(job(1), NOW.plusSeconds(9));

            assertThat(moves(fleet(List.of(slow), SLOW, FREE), placed(slow, due, 0)))
                    .isEmpty();
        }

        @Test
        void suspectsNoneOfWhichNobodyKnowsHowLongItTakes() {
            var fleet = new Fleet(List.of(SLOW, FREE), List.of(slow), Samples.unlearned());

            assertThat(GUARD.suspects(fleet, NOW)).isEmpty();
        }
    }

    private static List<Living> moves(Fleet fleet, Placed... placed) {
        return GUARD.moves(List.of(placed), fleet, NOW);
    }

    private static Placed placed(Living living, Job job, int moves) {
        return new Placed(
                living,
                candidate(job, 1, Instant.EPOCH.plusSeconds(living.attemptId().getLeastSignificantBits())),
                moves);
    }

    private static Fleet fleet(List<Living> living, Target... targets) {
        var digest = job(1).digest();
        var learned = new Estimates(
                List.of(new Estimate(digest, "slow", 10_000), new Estimate(digest, "z-free", 10_000)),
                Duration.ofSeconds(10));
        return new Fleet(List.of(targets), living, learned, Map.of());
    }
}
