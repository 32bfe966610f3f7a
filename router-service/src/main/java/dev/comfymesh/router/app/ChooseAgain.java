package dev.comfymesh.router.app;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.router.domain.Choice;
import dev.comfymesh.router.domain.Offer;
import dev.comfymesh.router.domain.Rechoice;
import dev.comfymesh.router.domain.Terms;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recorded decisions would have cost under another policy, each by itself: what was expected when it was made, with all
 * that had come before as it was. How long the candidate had waited by then is in neither sum.
 */
public final class ChooseAgain {
    private static final int AT_A_TIME = 500;

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
     * How the policies compare.
     *
     * @param oldest when the first of them was made; null where there was none
     * @param different how many would have gone elsewhere
     * @param waiting how many would have waited for a target that had no room, which counts with that wait
     * @param narrowed of how many only the best offers were recorded: what else there was, the other policy did not see
     */
    public record Comparison(
            String policy,
            @Nullable Instant oldest,
            int decisions,
            int different,
            int waiting,
            int narrowed,
            Expectation recorded,
            Expectation other) {
        private static Comparison ofNothing(String policy) {
            return new Comparison(policy, null, 0, 0, 0, 0, Expectation.NOTHING, Expectation.NOTHING);
        }

        private Comparison plus(Pair pair) {
            return new Comparison(
                    policy,
                    pair.decision().at(),
                    decisions + 1,
                    different + (pair.differs() ? 1 : 0),
                    waiting + (pair.waits() ? 1 : 0),
                    narrowed + (pair.isNarrowed() ? 1 : 0),
                    recorded.plus(pair.recorded()),
                    other.plus(pair.other()));
        }
    }

    /** The decisions that are no older than this, however many there are. */
    public Uni<Comparison> since(Instant oldest, Rechoice policy) {
        return rest(null, oldest, policy, Comparison.ofNothing(policy.policy()));
    }

    // Some at a time: a week may have a million, and reading them must not hold up what else goes on.
    private Uni<Comparison> rest(@Nullable StoredDecision last, Instant oldest, Rechoice policy, Comparison soFar) {
        return log.before(last, oldest, AT_A_TIME).chain(page -> {
            var sum = soFar;
            for (var decision : page) {
                var pair = Pair.of(decision, policy);
                sum = pair == null ? sum : sum.plus(pair);
            }
            return page.size() < AT_A_TIME ? Uni.createFrom().item(sum) : rest(page.getLast(), oldest, policy, sum);
        });
    }

    private record Pair(StoredDecision decision, List<Offer> offers, Offer recorded, Offer other) {
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
            var offers = decision.allOffers();
            return new Pair(decision, offers, recorded, policy.among(offers, terms, priority(decision)));
        }

        /** Those that do not say it are of a time when all were alike. */
        private static Priority priority(StoredDecision decision) {
            return decision.priority() == null ? Priority.NORMAL : decision.priority();
        }

        private boolean differs() {
            return !recorded.targetId().equals(other.targetId());
        }

        private boolean waits() {
            return !offers.contains(other);
        }

        private boolean isNarrowed() {
            return decision.unnamed() > 0;
        }
    }
}
