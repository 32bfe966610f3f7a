package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DAY;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.POLICY;
import static dev.comfymesh.router.domain.Samples.after;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.dueAt;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Estimates.Estimate;
import dev.comfymesh.router.domain.HedgeGuard.PoolSoFar;
import dev.comfymesh.router.domain.HedgeGuard.Straggler;
import dev.comfymesh.router.domain.HedgeGuard.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every workflow takes ten seconds on every node, nineteen of twenty less than 17; a second of waiting is worth 100 micros. */
class HedgeGuardTest {
    private static final Worth PUNCTUAL = new Worth(new Lateness(20_000, 1_000), Duration.ofHours(1));
    private static final Economy BALANCED =
            new Economy("balanced", 1, new Pricing(100), Worth.NONE, PUNCTUAL, PUNCTUAL, 100);
    private static final HedgeGuard GUARD = guard("balanced");
    private static final Target SLOW = node("slow");
    // Ten seconds there cost 1,000 micros.
    private static final Target FREE = node("z-free", 1, 360_000);
    private static final PoolSoFar WAITS_FOR_ONE = new PoolSoFar(1, 1, 0, 1, 2);

    @Test
    void suspectsNothingThatTakesNoLongerThanItMay() {
        assertThat(GUARD.suspects(List.of(running(16)), fleet(SLOW, FREE), NOW)).isEmpty();
        assertThat(GUARD.suspects(List.of(running(17)), fleet(SLOW, FREE), NOW)).hasSize(1);
    }

    @Test
    void suspectsNothingOfWhichNobodyKnowsHowLongItTakesThere() {
        var unlearned = new Fleet(List.of(SLOW, FREE), List.of(), Samples.unlearned());

        assertThat(GUARD.suspects(List.of(running(600)), unlearned, NOW)).isEmpty();
    }

    @Test
    void suspectsNothingThatDidNotBeginOrOfWhichNobodyKnows() {
        var queued = living(1, job(1), "slow", null);
        var run = running(600);
        var unknown = new Living(
                run.attemptId(), "c", run.jobId(), "acme", "slow", run.shape(), 0, run.startedAt(), NOW, true);

        assertThat(GUARD.suspects(List.of(queued, unknown), fleet(SLOW, FREE), NOW))
                .isEmpty();
    }

    @Test
    void hasAnotherRunBesideItOnceThatIsWorthItsPrice() {
        // It is thought to take 20 s more, which are worth 2,000 micros; another ends after 10 s, for 1,000 and 1,000.
        assertThat(wishes(running(30))).isEmpty();
        assertThat(wishes(running(31)))
                .singleElement()
                .extracting(Wish::hedge)
                .isEqualTo(new Hedge(job(1).jobId() + "-1", 2_000));
    }

    @Test
    void hasItSoonerWhereItWouldElseBeLate() {
        var late = dueAt(job(1), NOW.plusSeconds(11));

        assertThat(wishes(straggler(running(22), late, WAITS_FOR_ONE, 0))).hasSize(1);
    }

    @Test
    void hasNothingRunBesideItThatWouldEndAfterTheDeadline() {
        var hopeless = dueAt(job(1), NOW.plusSeconds(10));
        var hopeful = dueAt(job(1), NOW.plusSeconds(11));

        assertThat(wishes(straggler(running(600), hopeless, WAITS_FOR_ONE, 0))).isEmpty();
        assertThat(wishes(straggler(running(600), hopeful, WAITS_FOR_ONE, 0))).hasSize(1);
    }

    @Test
    void doesNotCountTheTimeThatItsModelsTookToLoad() {
        assertThat(wishes(straggler(running(41), job(1), WAITS_FOR_ONE, 10_000)))
                .hasSize(1);
        assertThat(wishes(straggler(running(40), job(1), WAITS_FOR_ONE, 10_000)))
                .isEmpty();
    }

    @Test
    void hasNothingRunBesideItWhereThereIsNoRoomElsewhere() {
        var busy = living(2, job(2), "z-free", NOW);
        var fleet = fleet(List.of(SLOW, FREE), List.of(running(600), busy));

        assertThat(GUARD.wishes(List.of(straggler(running(600), job(1), WAITS_FOR_ONE, 0)), fleet, NOW))
                .isEmpty();
    }

    @Test
    void hasOneRunForEachPlace() {
        var other = living(2, job(2), "slow", NOW.minusSeconds(600));
        var both =
                List.of(straggler(other, job(2), WAITS_FOR_ONE, 0), straggler(running(600), job(1), WAITS_FOR_ONE, 0));

        assertThat(GUARD.wishes(both, fleet(List.of(node("slow", 2, 0), FREE), List.of(running(600), other)), NOW))
                .extracting(wish -> wish.straggler().living().jobId())
                .containsExactly(job(1).jobId());
    }

    @Test
    void goesNowhereWhereItFailedBefore() {
        var straggler = straggler(running(600), job(1), WAITS_FOR_ONE, 0);
        var failed = new Straggler(
                straggler.living(), after(straggler.candidate(), Set.of("z-free"), null), WAITS_FOR_ONE, 0);

        assertThat(wishes(failed)).isEmpty();
    }

    @Test
    void neverExceedsTheCapOrWhatTheTenantMayRun() {
        var poor = job(1, Samples.ACME, Priority.HIGH, 999, 0, Set.of("KSampler"));
        var alone = job(1, new Tenant("acme", 1, 1));

        assertThat(wishes(straggler(running(600), poor, WAITS_FOR_ONE, 0))).isEmpty();
        assertThat(wishes(straggler(running(600), alone, WAITS_FOR_ONE, 0))).isEmpty();
    }

    @Test
    void mayCostNoMoreThanTheCapHas() {
        var thrifty = job(1, Samples.ACME, Priority.HIGH, 1_500, 0, Set.of("KSampler"));

        assertThat(wishes(straggler(running(600), thrifty, WAITS_FOR_ONE, 0)))
                .singleElement()
                .extracting(wish -> wish.hedge().mostMicros())
                .isEqualTo(1_500L);
    }

    @Test
    void hedgesNothingUnderAPolicyThatDoesNot() {
        var straggler = straggler(running(600), job(1), WAITS_FOR_ONE, 0);

        assertThat(guard("fastest").wishes(List.of(straggler), fleet(SLOW, FREE), NOW))
                .isEmpty();
        assertThat(new HedgeGuard(policy(), Set.of(), 3).suspects(List.of(running(600)), fleet(SLOW, FREE), NOW))
                .isEmpty();
    }

    @Nested
    class OfAPool {
        @Test
        void waitsForTheOneOutputThatIsMissing() {
            assertThat(wishes(of(new PoolSoFar(1, 3, 2, 3, 6)))).hasSize(1);
        }

        @Test
        void isLeftAloneWhereEnoughIsThereOrMoreThanOneIsMissing() {
            assertThat(wishes(of(new PoolSoFar(1, 2, 2, 4, 8)))).isEmpty();
            assertThat(wishes(of(new PoolSoFar(1, 3, 1, 3, 6)))).isEmpty();
        }

        @Test
        void isLeftAloneWhereItMayNotGrow() {
            assertThat(wishes(of(new PoolSoFar(1, 1, 0, 1, 1)))).isEmpty();
        }

        @Test
        void keepsItsLastWaveForATopUp() {
            assertThat(wishes(of(new PoolSoFar(2, 1, 0, 1, 2)))).isEmpty();
        }

        private static Straggler of(PoolSoFar pool) {
            return straggler(running(600), job(1), pool, 0);
        }
    }

    private static List<Wish> wishes(Living run) {
        return wishes(straggler(run, job(1), WAITS_FOR_ONE, 0));
    }

    private static List<Wish> wishes(Straggler straggler) {
        return GUARD.wishes(List.of(straggler), fleet(List.of(SLOW, FREE), List.of(straggler.living())), NOW);
    }

    private static Living running(int seconds) {
        return living(1, job(1), "slow", NOW.minusSeconds(seconds));
    }

    private static Straggler straggler(Living run, Job job, PoolSoFar pool, long loadMillis) {
        return new Straggler(run, candidate(job, 1, NOW.minus(DAY)), pool, loadMillis);
    }

    private static HedgeGuard guard(String economy) {
        return new HedgeGuard(policy(), Set.of(economy), 3);
    }

    private static Policy policy() {
        return new Policy(
                POLICY.filters(),
                POLICY.workload(),
                POLICY.loads(),
                POLICY.fairness(),
                POLICY.ageing(),
                POLICY.patience(),
                POLICY.startWithin(),
                POLICY.runWithin(),
                POLICY.mostAtOnce(),
                BALANCED,
                Map.of());
    }

    private static Fleet fleet(Target... targets) {
        return fleet(List.of(targets), List.of());
    }

    private static Fleet fleet(List<Target> targets, List<Living> living) {
        var digest = job(1).digest();
        // The 95th percentile of a logarithm with this deviation is 1.645 times that above the mean: a length of 16.4
        // s.
        var learned = new Estimates(
                List.of(new Estimate(digest, "slow", 10_000, 300), new Estimate(digest, "z-free", 10_000)),
                Duration.ofSeconds(10));
        return new Fleet(targets, living, learned, Map.of());
    }
}
