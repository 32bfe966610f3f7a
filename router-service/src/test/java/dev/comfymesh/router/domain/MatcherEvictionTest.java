package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Offer.Eviction;
import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Models that are loaded displace others, which is the worse the more wait for those. */
class MatcherEvictionTest {
    private static final long DOLLAR = 1_000_000;
    private static final ModelFile WANTED = file("wanted");
    private static final ModelFile LIKED = file("liked");
    private static final ModelFile FORGOTTEN = file("forgotten");

    @Test
    void displacesWhatNobodyWaitsFor() {
        var fleet = List.of(full("a-liked", LIKED), full("b-forgotten", FORGOTTEN));

        assertThat(placed(fleet, 3).chosen().targetId()).isEqualTo("b-forgotten");
    }

    @Test
    void takesTheFirstThatComesWhereNobodyWaitsForAnything() {
        var fleet = List.of(full("a-liked", LIKED), full("b-forgotten", FORGOTTEN));

        assertThat(placed(fleet, 0).chosen().targetId()).isEqualTo("a-liked");
        assertThat(placed(fleet, 0).chosen().outlook().eviction()).isNull();
    }

    @Test
    void pricesTheTimeThatOthersWaitAgain() {
        var decision = placed(List.of(full("a-liked", LIKED)), 1);

        assertThat(decision.chosen().outlook().eviction())
                .isEqualTo(new Eviction(38_000, Pricing.costMicros(DOLLAR, 38_000) + 380));
        assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                .isEmpty();
    }

    @Test
    void mindsItLessWhereOthersHaveTheSame() {
        var fleet = List.of(full("a", LIKED), full("b", LIKED), full("c", LIKED), full("d", LIKED));

        assertThat(placed(fleet, 1).chosen().outlook().eviction().millis()).isEqualTo(9_500);
        assertThat(placed(fleet, 9).chosen().outlook().eviction().millis()).isEqualTo(38_000);
    }

    @Test
    void displacesNothingWhereThereIsRoom() {
        var fleet = List.of(node("a-roomy", new Resident(Set.of(LIKED), Set.of(LIKED))));

        assertThat(placed(fleet, 3).chosen().outlook().eviction()).isNull();
    }

    /** The decision on one that needs what nobody has, while so many pause that need what is liked. */
    private static Assigned placed(List<Target> targets, int pausing) {
        var waiting = new ArrayList<Candidate>();
        waiting.add(candidate(needing(1, WANTED), 1));
        for (int n = 0; n < pausing; n++) {
            waiting.add(candidate(needing(2 + n, LIKED), 1).pausingUntil(NOW.plusSeconds(60)));
        }
        var fleet = new Fleet(targets, List.of(), new Estimates(List.of(), Duration.ofSeconds(20)));
        return (Assigned) new Matcher(policy()).decide(waiting, fleet, NOW).getFirst();
    }

    private static Job needing(int n, ModelFile model) {
        return job(n).sharing(new Needs(Set.of(), Set.of(model), Set.of()), List.of());
    }

    private static Target full(String id, ModelFile model) {
        return node(id, new Resident(Set.of(model), Set.of(model), Set.of(model), Set.of(model)));
    }

    private static Target node(String id, Resident resident) {
        return new Target(
                id,
                TargetKind.NODE,
                TargetContract.GRAPH,
                1,
                DOLLAR,
                false,
                null,
                Samples.seen(TargetHealth.UP, 0),
                new Catalogue(Set.of(), Map.of()),
                Standing.CLEAN,
                new Traits("own", 0, resident));
    }

    private static ModelFile file(String name) {
        return new ModelFile("checkpoints", name);
    }

    private static Policy policy() {
        var plain = Samples.POLICY;
        return new Policy(
                plain.filters(),
                plain.workload(),
                new Loads(Duration.ofSeconds(3), Duration.ofSeconds(35)),
                plain.fairness(),
                plain.ageing(),
                plain.patience(),
                plain.startWithin(),
                plain.runWithin(),
                plain.mostAtOnce(),
                new Economy("plain", 1, new Pricing(10), Worth.NONE, Worth.NONE, Worth.NONE, 0),
                Map.of());
    }
}
