package dev.comfymesh.bench.routing;

import dev.comfymesh.router.app.HoldRetries;
import dev.comfymesh.router.domain.Economy;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Fairness;
import dev.comfymesh.router.domain.Filter;
import dev.comfymesh.router.domain.HedgeBudget;
import dev.comfymesh.router.domain.HedgeGuard;
import dev.comfymesh.router.domain.LatencyGuard;
import dev.comfymesh.router.domain.Lateness;
import dev.comfymesh.router.domain.Loads;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.RetryBudget;
import dev.comfymesh.router.domain.Standing.Ejection;
import dev.comfymesh.router.domain.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policy under which the mesh's own matcher is measured. */
final class MeshPolicy {
    static final Ejection EJECTION = new Ejection(2, Duration.ofSeconds(60), Duration.ofMinutes(64));
    static final Duration UNLEARNED = Duration.ofSeconds(25);

    static final Fairness FAIRNESS = new Fairness(Duration.ofMinutes(15), Duration.ofMinutes(30), 32, 256);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration AGE = Duration.ofMinutes(20);

    private MeshPolicy() {}

    static Economy economy() {
        return new Economy(
                "balanced",
                1,
                new Pricing(100),
                new Worth(new Lateness(2_000, 50), HOUR),
                new Worth(new Lateness(10_000, 300), HOUR),
                new Worth(new Lateness(40_000, 2_000), HOUR),
                100);
    }

    /** As the router has them; the policy is the only one there is. */
    static Guards guards(Policy policy, int mostMoves, int hedgePerMille) {
        return new Guards(
                new LatencyGuard(policy, Duration.ofSeconds(10), mostMoves),
                new HoldRetries(new RetryBudget(20, 60, 240), _ -> {}),
                new HedgeGuard(policy, Set.of(policy.economy().name()), 3),
                new HedgeBudget(hedgePerMille));
    }

    static Policy policy(Economy economy) {
        return policy(economy, FAIRNESS);
    }

    static Policy policy(Economy economy, Fairness fairness) {
        return new Policy(
                List.of(Filter.notCordoned(), Filter.seenWithin(MINUTE), Filter.up(), Filter.notEjected()),
                new Workload(Duration.ofSeconds(3), 10),
                new Loads(Duration.ofMillis(2_800), Duration.ofSeconds(35)),
                fairness,
                Duration.ofMinutes(3),
                MINUTE,
                AGE,
                AGE,
                200,
                economy,
                Map.of());
    }
}
