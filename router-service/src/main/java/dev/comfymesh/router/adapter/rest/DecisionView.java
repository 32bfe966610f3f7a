package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.app.StoredDecision;
import dev.comfymesh.router.domain.Hedge;
import dev.comfymesh.router.domain.Lateness;
import dev.comfymesh.router.domain.Objection;
import dev.comfymesh.router.domain.Offer.Outlook;
import dev.comfymesh.router.domain.Rejection;
import dev.comfymesh.router.domain.Terms.Favoured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as operators see it: where the candidate went, or why it was given up, and what spoke for and against each target.
 * Each that was considered is in {@code offers}, among the {@code dearer}, or rejected by name.
 *
 * @param hedge beside which other candidate it is to run, and what that may cost; null where it is there for itself
 * @param considered how many targets were looked at
 * @param offers the cheapest first, as many as were asked for
 * @param dearer those that could have been had besides, by name
 * @param unnamed how many more there were in decisions of large fleets of an earlier version
 * @param rejections each that was rejected in a sentence, of many the first few
 * @param rejectedTargets of a large fleet all that were rejected
 */
public record DecisionView(
        UUID id,
        Instant at,
        String candidateId,
        int attempt,
        @Nullable String targetId,
        @Nullable FailureClass failure,
        @Nullable Cause problem,
        @Nullable Worth worth,
        @Nullable Hedge hedge,
        int considered,
        List<Offer> offers,
        List<String> dearer,
        int eligible,
        int unnamed,
        Map<Objection, Integer> rejected,
        List<Rejection> rejections,
        @Nullable Map<Objection, List<String>> rejectedTargets) {

    /** A target that could be had, with the terms of its price. */
    public record Offer(
            String targetId,
            long priceMicros,
            long costMicros,
            long timeMicros,
            long microsPerHour,
            long serviceMillis,
            long aheadMillis,
            @Nullable Outlook outlook) {
        private static Offer of(dev.comfymesh.router.domain.Offer offer) {
            return new Offer(
                    offer.targetId(),
                    offer.priceMicros(),
                    offer.costMicros(),
                    offer.timeMicros(),
                    offer.microsPerHour(),
                    offer.serviceMillis(),
                    offer.aheadMillis(),
                    offer.outlook());
        }
    }

    /** Under which policy it was decided, when it was due, the best that waiting would have come to, and what came before price. */
    public record Worth(
            String policy,
            Instant due,
            Lateness lateness,
            @Nullable Offer later,
            @Nullable Favoured favoured) {
        private static @Nullable Worth of(dev.comfymesh.router.domain.Terms.@Nullable Worth worth) {
            return worth == null
                    ? null
                    : new Worth(
                            worth.policy(),
                            worth.due(),
                            worth.lateness(),
                            worth.later() == null ? null : Offer.of(worth.later()),
                            worth.favoured());
        }
    }

    /** With each term of the price of so many offers. */
    static DecisionView of(StoredDecision decision, int most) {
        var offers = decision.allOffers();
        return new DecisionView(
                decision.decisionId(),
                decision.at(),
                decision.candidateId(),
                decision.attempt(),
                decision.choice() == null ? null : decision.choice().targetId(),
                decision.failure(),
                decision.problem(),
                decision.terms() == null ? null : Worth.of(decision.terms().worth()),
                decision.hedge(),
                decision.considered(),
                offers.stream().limit(most).map(Offer::of).toList(),
                offers.stream()
                        .skip(most)
                        .map(dev.comfymesh.router.domain.Offer::targetId)
                        .toList(),
                decision.eligible(),
                decision.unnamed(),
                decision.rejections().counts(),
                decision.rejections().examples(),
                decision.rejections().named());
    }
}
