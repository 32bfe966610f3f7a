package dev.comfymesh.router.app;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.router.domain.AttemptId;
import dev.comfymesh.router.domain.Batch;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Choice;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Hedge;
import dev.comfymesh.router.domain.Offer;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Rejections;
import dev.comfymesh.router.domain.Replay;
import dev.comfymesh.router.domain.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision with its explanation: the offers that were compared, of as many as were eligible, why the other targets were
 * passed over, and the terms under which the same offers give the same choice again.
 *
 * @param choice null for a candidate that was given up, as are the terms
 * @param failure null for one that was placed, as is the problem
 * @param others the offers that were not compared; null where all were
 * @param priority the job's; null in decisions that did not say it
 * @param hedge beside which other candidate it is to run; null where it is there for itself
 */
public record StoredDecision(
        UUID decisionId,
        Instant at,
        UUID jobId,
        String candidateId,
        int attempt,
        @Nullable Choice choice,
        @Nullable Terms terms,
        @Nullable FailureClass failure,
        @Nullable Cause problem,
        List<Offer> offers,
        int eligible,
        Rejections rejections,
        @Nullable Priority priority,
        @Nullable Hedge hedge,
        @Nullable List<Batch> others) {

    public static StoredDecision of(Assigned decision, Instant at) {
        var candidate = decision.candidate();
        var others = decision.others();
        return new StoredDecision(
                decision.attemptId(),
                at,
                candidate.job().jobId(),
                candidate.candidateId(),
                decision.number(),
                decision.choice(),
                decision.terms(),
                null,
                null,
                decision.offers(),
                decision.eligible(),
                decision.namedRejections(),
                candidate.job().priority(),
                candidate.hedge(),
                others.isEmpty() ? null : others);
    }

    public static StoredDecision of(GivenUp decision, Instant at) {
        var candidate = decision.candidate();
        return new StoredDecision(
                idOfLast(candidate),
                at,
                candidate.job().jobId(),
                candidate.candidateId(),
                candidate.attempts(),
                null,
                null,
                decision.failure(),
                decision.problem(),
                List.of(),
                0,
                decision.rejections(),
                candidate.job().priority(),
                candidate.hedge(),
                null);
    }

    /** How many targets were looked at: each made an offer, or was passed over. */
    public int considered() {
        return eligible + rejections.total();
    }

    /** How many of the targets that were eligible are not named: none but in decisions of large fleets of an earlier version. */
    public int unnamed() {
        var named = others == null
                ? 0
                : others.stream().mapToInt(batch -> batch.targetIds().size()).sum();
        return eligible - offers.size() - named;
    }

    /** All that is known of, the cheapest first, with all terms of their prices. */
    public List<Offer> allOffers() {
        if (others == null || terms == null) {
            return offers;
        }
        var pricing = new Pricing(terms.microsPerSecondOfWait());
        return Stream.concat(
                        offers.stream(),
                        others.stream().flatMap(batch -> batch.offers(pricing)).map(terms::due))
                .sorted(Offer.BY_PRICE)
                .toList();
    }

    /** What comes out differently when it is decided again; empty when nothing does, or nothing was chosen. */
    public Optional<String> difference() {
        return choice == null || terms == null ? Optional.empty() : Replay.difference(offers, terms, choice);
    }

    /** The id of the attempt that will never be: no other decision has it. */
    private static UUID idOfLast(Candidate candidate) {
        return AttemptId.of(candidate.job().jobId(), candidate.candidateId(), candidate.attempts() + 1);
    }
}
