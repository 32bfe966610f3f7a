package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.router.app.ChooseAgain.Comparison;
import dev.comfymesh.router.app.ChooseAgain.Expectation;
import dev.comfymesh.router.domain.Choice;
import dev.comfymesh.router.domain.Economy;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Lateness;
import dev.comfymesh.router.domain.Offer;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Rechoice;
import dev.comfymesh.router.domain.Rejections;
import dev.comfymesh.router.domain.Terms;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChooseAgainTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Offer CHEAP = new Offer("cheap", 36_000, 100_000, 50_000, 1_000, 1_500);
    private static final Offer FAST = new Offer("fast", 3_600_000, 9_000, 0, 9_000, 90);

    @Test
    void saysWhatTheCheapestWouldHaveCost() {
        assertThat(compare(Rechoice.cheapest(), decision(FAST, null, 2), decision(CHEAP, null, 2)))
                .isEqualTo(new Comparison(
                        "cheapest",
                        NOON,
                        2,
                        1,
                        0,
                        0,
                        new Expectation(10_000, 159_000),
                        new Expectation(2_000, 300_000)));
    }

    @Test
    void saysWhatTheFastestWouldHaveCost() {
        assertThat(compare(Rechoice.fastest(), decision(CHEAP, null, 2)).other())
                .isEqualTo(new Expectation(9_000, 9_000));
    }

    @Test
    void weighsTimeAsItIsTold() {
        assertThat(compare(Rechoice.priced(0), decision(FAST, null, 2)).different())
                .isEqualTo(1);
        assertThat(compare(Rechoice.priced(100), decision(FAST, null, 2)).different())
                .isZero();
    }

    @Test
    void weighsAsANamedPolicyDoes() {
        var patient = new Economy("patient", 3, new Pricing(0), Worth.NONE, Worth.NONE, Worth.NONE, 0);
        var urgent = new Worth(new Lateness(100_000, 0), Duration.ZERO);
        var hasty = new Economy("hasty", 1, new Pricing(0), Worth.NONE, Worth.NONE, urgent, 0);

        assertThat(compare(Rechoice.of(patient), decision(FAST, null, 2), decision(CHEAP, null, 2)))
                .isEqualTo(new Comparison(
                        "patient/3",
                        NOON,
                        2,
                        1,
                        0,
                        0,
                        new Expectation(10_000, 159_000),
                        new Expectation(2_000, 300_000)));
        assertThat(compare(Rechoice.of(hasty), dueIn(60, decision(CHEAP, null, 2)))
                        .other())
                .isEqualTo(new Expectation(9_000, 9_000));
    }

    @Test
    void staysWhereASecondChanceIsDue() {
        assertThat(compare(Rechoice.cheapest(), decision(FAST, "fast", 2)).different())
                .isZero();
    }

    @Test
    void tellsOfHowManyItDoesNotKnowAllOffers() {
        assertThat(compare(Rechoice.cheapest(), decision(FAST, null, 9)).narrowed())
                .isEqualTo(1);
    }

    @Test
    void comparesNothingWhereNothingWasChosen() {
        assertThat(compare(Rechoice.cheapest()))
                .isEqualTo(new Comparison("cheapest", null, 0, 0, 0, 0, new Expectation(0, 0), new Expectation(0, 0)));
    }

    @Test
    void readsHoweverManyThereAre() {
        var week =
                IntStream.range(0, 1_500).mapToObj(_ -> decision(FAST, null, 2)).toArray(StoredDecision[]::new);

        assertThat(compare(Rechoice.cheapest(), week))
                .extracting(Comparison::decisions, one -> one.other().costMicros())
                .containsExactly(1_500, 1_500 * 1_000L);
    }

    @Test
    void waitsWhereThatWasWeighedAndIsTheBetterChoice() {
        var later = new Offer("busy", 3_600, 10_000, 20_000, 10, 300);

        assertThat(compare(Rechoice.cheapest(), having(later, decision(FAST, null, 2))))
                .isEqualTo(new Comparison(
                        "cheapest", NOON, 1, 1, 1, 0, new Expectation(9_000, 9_000), new Expectation(10, 30_000)));
        assertThat(compare(Rechoice.fastest(), having(later, decision(FAST, null, 2)))
                        .waiting())
                .isZero();
    }

    private static StoredDecision having(Offer later, StoredDecision plain) {
        var worth = new Terms.Worth("balanced/1", NOON, Lateness.NONE, later, null);
        return with(new Terms(NOON, NOON, 10_000, 1, null, 10, 60_000, 60_000, worth), plain);
    }

    private static Comparison compare(Rechoice policy, StoredDecision... decisions) {
        return new ChooseAgain(new FixedLog(List.of(decisions)))
                .since(NOON, policy)
                .await()
                .atMost(Duration.ofSeconds(1));
    }

    private static StoredDecision decision(Offer chosen, @Nullable String stayOn, int eligible) {
        return new StoredDecision(
                UUID.randomUUID(),
                NOON,
                new UUID(0, 1),
                "candidate",
                1,
                new Choice(chosen.targetId(), 10_000, NOON, NOON),
                new Terms(NOON, NOON, 10_000, 1, stayOn, 10, 60_000, 60_000),
                null,
                null,
                List.of(CHEAP, FAST),
                eligible,
                Rejections.NONE,
                Priority.HIGH,
                null,
                null);
    }

    private static StoredDecision dueIn(int seconds, StoredDecision plain) {
        return with(new Terms(NOON, NOON.plusSeconds(seconds), 10_000, 1, null, 10, 60_000, 60_000), plain);
    }

    private static StoredDecision with(Terms terms, StoredDecision plain) {
        return new StoredDecision(
                plain.decisionId(),
                plain.at(),
                plain.jobId(),
                plain.candidateId(),
                plain.attempt(),
                plain.choice(),
                terms,
                null,
                null,
                plain.offers(),
                plain.eligible(),
                plain.rejections(),
                plain.priority(),
                plain.hedge(),
                plain.others());
    }

    private record FixedLog(List<StoredDecision> decisions) implements DecisionLog {
        @Override
        public Uni<Optional<List<StoredDecision>>> of(UUID jobId) {
            return Uni.createFrom().item(Optional.of(decisions));
        }

        @Override
        public Uni<List<StoredDecision>> since(Instant oldest, int most) {
            throw new UnsupportedOperationException("they are asked for some at a time");
        }

        @Override
        public Uni<List<StoredDecision>> before(@Nullable StoredDecision last, Instant oldest, int most) {
            var from = last == null ? 0 : decisions.indexOf(last) + 1;
            return Uni.createFrom().item(decisions.subList(from, Math.min(from + most, decisions.size())));
        }
    }
}
