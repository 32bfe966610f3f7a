package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Work stays where its models are until another target is better by more than it costs to have them there too. */
class MatcherHysteresisTest {
    private static final ModelFile MODEL = new ModelFile("checkpoints", "a.safetensors");
    private static final Loads LOADS = new Loads(Duration.ofSeconds(3), Duration.ofSeconds(35));
    private static final Resident NOTHING = new Resident(Set.of(), Set.of());
    private static final Resident HERE = new Resident(Set.of(MODEL), Set.of(MODEL));

    @Test
    void staysWhereATargetIsCheaperByLessThanTheLoad() {
        assertThat(target(placed(LOADS, node("here", DOLLAR, HERE), node("there", DOLLAR / 2, NOTHING))))
                .isEqualTo("here");
    }

    @Test
    void leavesForATargetThatIsCheaperByMore() {
        assertThat(target(placed(LOADS, node("here", 4 * DOLLAR, HERE), node("there", DOLLAR / 2, NOTHING))))
                .isEqualTo("there");
    }

    @Test
    void staysForLessWhereTheModelsAreInTheMemoryOfTheOthersHost() {
        var onHost = new Resident(Set.of(), Set.of(MODEL));

        assertThat(target(placed(LOADS, node("here", DOLLAR, HERE), node("there", DOLLAR / 2, onHost))))
                .isEqualTo("there");
        assertThat(target(placed(LOADS, node("here", DOLLAR, HERE), node("there", DOLLAR * 9 / 10, onHost))))
                .isEqualTo("here");
    }

    @Test
    void doesNotFlapBetweenTargetsWhosePricesFlicker() {
        assertThat(moves(LOADS)).isZero();
    }

    /** So it is the time of the loads that holds it. */
    @Test
    void followsEachFlickerWhereNothingHasToBeLoaded() {
        assertThat(moves(Loads.NONE)).isGreaterThan(10);
    }

    @Test
    void saysInItsDecisionWhatHeldIt() {
        var decision = placed(LOADS, node("here", DOLLAR, HERE), node("there", DOLLAR / 2, NOTHING));

        assertThat(decision.offers()).extracting(Offer::loadMillis).containsExactly(0L, 35_000L);
        assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                .isEmpty();
    }

    /** How often work goes elsewhere than the last time, where prices go up and down by a fifth; its model goes with it. */
    private static int moves(Loads loads) {
        var random = new Random(1);
        var at = "a";
        var moves = 0;
        for (int turn = 0; turn < 50; turn++) {
            var next = target(placed(loads, flickering("a", at, random), flickering("b", at, random)));
            moves += next.equals(at) ? 0 : 1;
            at = next;
        }
        return moves;
    }

    private static Target flickering(String id, String at, Random random) {
        return node(id, DOLLAR * (80 + random.nextInt(41)) / 100, id.equals(at) ? HERE : NOTHING);
    }

    private static Assigned placed(Loads loads, Target... targets) {
        var work = job(1).sharing(new Needs(Set.of(), Set.of(MODEL), Set.of()), List.of());
        return (Assigned) new Matcher(Samples.policy(loads))
                .decide(List.of(candidate(work, 1)), Samples.fleet(targets), NOW)
                .getFirst();
    }

    private static Target node(String id, long microsPerHour, Resident resident) {
        return new Target(
                id,
                TargetKind.NODE,
                TargetContract.GRAPH,
                1,
                microsPerHour,
                false,
                null,
                Samples.seen(TargetHealth.UP, 0),
                new Catalogue(Set.of(), Map.of()),
                Standing.CLEAN,
                new Traits("own", 0, resident));
    }
}
