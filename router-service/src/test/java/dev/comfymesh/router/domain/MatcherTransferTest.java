package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.ACME;
import static dev.comfymesh.router.domain.Samples.DOLLAR;
import static dev.comfymesh.router.domain.Samples.NOW;
import static dev.comfymesh.router.domain.Samples.candidate;
import static dev.comfymesh.router.domain.Samples.job;
import static dev.comfymesh.router.domain.Samples.living;
import static dev.comfymesh.router.domain.Samples.node;
import static dev.comfymesh.router.domain.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Offer.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A target that holds the input files of a job has nothing to wait for; to any other they have to be brought. */
class MatcherTransferTest {
    private static final long MEGABYTE = 1_000_000;
    private static final Matcher MATCHER =
            new Matcher(Samples.policy(new Loads(Duration.ZERO, Duration.ZERO, 10 * MEGABYTE, MEGABYTE)));
    private static final Input PHOTO = new Input("photo", 20 * MEGABYTE);

    private final InputsAtHand inputs = new InputsAtHand();

    @Test
    void goesWhereItsFileIs() {
        inputs.brought(bringing(1, ACME), "b");

        assertThat(target(placed(2, node("a"), node("b")))).isEqualTo("b");
    }

    @Test
    void goesElsewhereWhereThatIsCheaperThanToWaitForTheFile() {
        inputs.brought(bringing(1, ACME), "dear");

        assertThat(target(placed(2, node("cheap", 1, 0), node("dear", 1, DOLLAR))))
                .isEqualTo("cheap");
    }

    @Test
    void pricesTheTimeThatTheFileTakes() {
        var offer = placed(1, node("a")).chosen();

        assertThat(offer.outlook().transfer()).isEqualTo(new Transfer(20 * MEGABYTE, 2_000, 200));
        assertThat(offer.priceMicros()).isEqualTo(offer.costMicros() + offer.timeMicros() + 200);
    }

    @Test
    void countsOnlyHowMuchLongerTheFileTakesThanTheWaitForItsTurn() {
        var service = Duration.ofSeconds(10);
        var before = living(9, job(9), "a", NOW.minus(service).plusSeconds(1));

        var offer = placed(1, List.of(before), node("a")).chosen();

        assertThat(offer.aheadMillis()).isEqualTo(1_000);
        assertThat(offer.outlook().transfer()).isEqualTo(new Transfer(20 * MEGABYTE, 2_000, 100));
    }

    @Test
    void bringsAPoolTheFileOnceWhereItsRunsAreShort() {
        var job = bringing(1, ACME);
        var waiting = List.of(candidate(job, 1), candidate(job, 2));
        var second = new Estimates(List.of(), Duration.ofSeconds(1));
        var fleet = new Fleet(List.of(node("a"), node("b")), List.of(), second, Map.of(), Odds.NONE, Map.of(), inputs);

        var decisions = MATCHER.decide(waiting, fleet, NOW);

        assertThat(Samples.assignedTo(decisions))
                .containsExactly(
                        waiting.get(0).candidateId() + " on a", waiting.get(1).candidateId() + " on a");
        assertThat(((Assigned) decisions.getLast()).chosen().outlook()).isNull();
    }

    @Test
    void bringsTheFileOfAnotherTenantAgainThoughItIsTheSame() {
        inputs.brought(bringing(1, new Tenant("other", 1, 100)), "b");

        assertThat(target(placed(2, node("a"), node("b")))).isEqualTo("a");
    }

    @Test
    void sendsAThirdPartyTheFileWithEachRun() {
        inputs.brought(bringing(1, ACME), "a");

        assertThat(placed(2, provider("a")).chosen().outlook().transfer())
                .isEqualTo(new Transfer(20 * MEGABYTE, 20_000, 2_000));
    }

    @Test
    void givesTheFileTimeBeforeTheRunMustStart() {
        var without = (Assigned) Samples.decide(candidate(job(1), 1), Samples.fleet(node("a")));

        assertThat(placed(1, node("a")).startBy()).isEqualTo(without.startBy().plusSeconds(2));
    }

    @Test
    void replaysToTheSameChoice() {
        inputs.brought(bringing(1, ACME), "b");
        var decision = placed(2, node("a", 2, DOLLAR), node("b", 2, DOLLAR), provider("c"));

        assertThat(Replay.difference(decision.offers(), decision.terms(), decision.choice()))
                .isEmpty();
    }

    @Nested
    class WhenAJobBringsNoFiles {
        @Test
        void hasNoSuchTerm() {
            var decision = (Assigned) MATCHER.decide(List.of(candidate(job(1), 1)), fleet(List.of(), node("a")), NOW)
                    .getFirst();

            assertThat(decision.chosen().outlook()).isNull();
        }
    }

    private Assigned placed(int n, Target... targets) {
        return placed(n, List.of(), targets);
    }

    private Assigned placed(int n, List<Living> living, Target... targets) {
        return (Assigned) MATCHER.decide(List.of(candidate(bringing(n, ACME), 1)), fleet(living, targets), NOW)
                .getFirst();
    }

    private Fleet fleet(List<Living> living, Target... targets) {
        return new Fleet(List.of(targets), living, Samples.unlearned(), Map.of(), Odds.NONE, Map.of(), inputs);
    }

    private static Job bringing(int n, Tenant tenant) {
        var plain = job(n, tenant);
        return new Job(
                plain.jobId(),
                tenant,
                plain.digest(),
                plain.shape(),
                plain.needs(),
                plain.nodes(),
                plain.priority(),
                plain.due(),
                plain.deadline(),
                plain.capMicros(),
                0,
                null,
                List.of(PHOTO));
    }

    private static Target provider(String id) {
        var node = node(id);
        return new Target(
                id,
                TargetKind.PROVIDER,
                TargetContract.GRAPH,
                4,
                0,
                false,
                null,
                node.observation(),
                null,
                Standing.CLEAN);
    }
}
