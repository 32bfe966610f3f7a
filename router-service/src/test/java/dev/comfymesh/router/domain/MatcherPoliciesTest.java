package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.POLICY;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Routing;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Estimates.Estimate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherPoliciesTest {
    private static final Matcher MATCHER = new Matcher(new Policy(
            POLICY.filters(),
            POLICY.workload(),
            Loads.NONE,
            Fairness.OF_RUNNING,
            POLICY.ageing(),
            POLICY.patience(),
            POLICY.startWithin(),
            POLICY.runWithin(),
            POLICY.mostAtOnce(),
            Economy.plain(new Pricing(100)),
            Map.of("cheapest", weighing("cheapest", 3, 0), "fastest", weighing("fastest", 4, 20_000))));
    private static final Fleet FLEET = new Fleet(
            List.of(node("quick", 1, 4 * DOLLAR), node("slow", 1, DOLLAR)),
            List.of(),
            new Estimates(
                    List.of(
                            new Estimate(job(1).digest(), "quick", 10_000),
                            new Estimate(job(1).digest(), "slow", 30_000)),
                    Duration.ofSeconds(10)));

    @ParameterizedTest
    @CsvSource({
        "cheapest, slow, cheapest/3",
        "fastest, quick, fastest/4",
        "unheard-of, slow, plain/1",
        ", slow, plain/1"
    })
    void weighsAsTheJobAsks(@Nullable String policy, String target, String signature) {
        var decision = decide(policy);

        assertThat(decision.choice().targetId()).isEqualTo(target);
        assertThat(decision.terms().worth()).isNotNull();
        assertThat(decision.terms().worth().policy()).isEqualTo(signature);
        assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                .isEmpty();
    }

    @Test
    void weighsEachInOneRoundByItsOwn() {
        var decisions = MATCHER.decide(
                List.of(candidate(asking(1, "cheapest"), 1), candidate(asking(2, "fastest"), 1)), FLEET, NOW);

        assertThat(Samples.assignedTo(decisions))
                .containsExactly(job(1).jobId() + "-1 on slow", job(2).jobId() + "-1 on quick");
    }

    private static Assigned decide(@Nullable String policy) {
        return (Assigned) MATCHER.decide(List.of(candidate(asking(1, policy), 1)), FLEET, NOW)
                .getFirst();
    }

    private static Job asking(int n, @Nullable String policy) {
        var plain = job(n);
        var demands = Demands.of(new Routing(policy, false, null, null, null, null), null);
        return plain.sharing(Needs.of(plain.nodes(), List.of(), demands), plain.nodes());
    }

    private static Economy weighing(String name, int version, long microsPerSecond) {
        var plain = Economy.plain(new Pricing(microsPerSecond));
        return new Economy(name, version, plain.pricing(), plain.low(), plain.normal(), plain.high(), 0);
    }
}
