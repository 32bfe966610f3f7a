package dev.comfymesh.router.app;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.router.domain.Choice;
import dev.comfymesh.router.domain.Offer;
import dev.comfymesh.router.domain.Rechoice;
import dev.comfymesh.router.domain.Terms;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What recorded decisions would have cost under another policy, each by itself: what was expected when it was made, with all
 * that had come before as it was.
 */
public final class ChooseAgain {
    private static final int MOST = 10_000;

    private final DecisionLog log;

    public ChooseAgain(DecisionLog log) {
        this.log = log;
    }

    /** What choices were expected to come to together: what the runs cost, and the time until their ends. */
    public record Expectation(long costMicros, long endMillis) {
        private static final Expectation NOTHING = new Expectation(0, 0);

        private Expectation plus(Offer offer) {
            return new Expectation(costMicros + offer.costMicros(), endMillis + Rechoice.endMillis(offer));
        }
    }

    /**
     * How the policies compare over the latest decisions.
     *
     * @param oldest when the first of them was made; null where there was none
     * @param different how many would have gone elsewhere
     * @param narrowed of how many only the best offers were recorded: what else there was, the other policy did not see
     */
    public record Comparison(
            String policy,
            @Nullable Instant oldest,
            int decisions,
            int different,
            int narrowed,
            Expectation recorded,
            Expectation other) {}

    /** The latest decisions that are no older than this. */
    public Uni<Comparison> since(Instant oldest, Rechoice policy) {
        return log.since(oldest, MOST).map(decisions -> compare(decisions, policy));
    }

    private record Pair(StoredDecision decision, Offer recorded, Offer other) {
        private static @Nullable Pair of(StoredDecision decision, Rechoice policy) {
            var choice = decision.choice();
            var terms = decision.terms();
            return choice == null || terms == null ? null : of(decision, choice, terms, policy);
        }

        private static Pair of(StoredDecision decision, Choice choice, Terms terms, Rechoice policy) {
            var recorded = decision.offers().stream()
                    .filter(offer -> offer.targetId().equals(choice.targetId()))
                    .findFirst()
                    .orElseThrow();
            return new Pair(decision, recorded, policy.among(decision.allOffers(), terms, priority(decision)));
        }

        /** Those that do not say it are of a time when all were alike. */
        private static Priority priority(StoredDecision decision) {
            return decision.priority() == null ? Priority.NORMAL : decision.priority();
        }

        private boolean differs() {
            return !recorded.targetId().equals(other.targetId());
        }

        private boolean isNarrowed() {
            return decision.unnamed() > 0;
        }
    }

    private static Comparison compare(List<StoredDecision> decisions, Rechoice policy) {
        var pairs = decisions.stream()
                .map(decision -> Pair.of(decision, policy))
                .filter(Objects::nonNull)
                .toList();
        var recorded = Expectation.NOTHING;
        var other = Expectation.NOTHING;
        for (var pair : pairs) {
            recorded = recorded.plus(pair.recorded());
            other = other.plus(pair.other());
        }
        return new Comparison(
                policy.policy(),
                pairs.isEmpty() ? null : pairs.getLast().decision().at(),
                pairs.size(),
                (int) pairs.stream().filter(Pair::differs).count(),
                (int) pairs.stream().filter(Pair::isNarrowed).count(),
                recorded,
                other);
    }
}
