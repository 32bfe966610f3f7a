package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import java.time.Instant;

/**
 * The small share of what is in no hurry that goes to a target of which little is known of late, so that what is known of it
 * does not stay as it once was. Whose turn that is follows from the candidate's id alone.
 */
final class Exploration {
    private static final int ONE_IN = 100;
    private static final double FEW_RUNS = 20;

    private final Odds odds;
    private final Instant now;

    Exploration(Odds odds, Instant now) {
        this.odds = odds;
        this.now = now;
    }

    /** Whether a candidate is one of the share; a retry never is. */
    boolean isFor(Candidate candidate) {
        return candidate.job().priority() == Priority.LOW
                && candidate.attempts() == 0
                && Math.floorMod(mixed(candidate.candidateId()), ONE_IN) == 0;
    }

    /** Whether little is known of its target, and to know more costs no more than as much again as the best. */
    boolean isWorthKnowing(Offer offer, Offer best) {
        var form = odds.form(offer.targetId());
        return (form == null || form.runs(now) < FEW_RUNS) && offer.priceMicros() <= 2 * best.priceMicros();
    }

    /** Ids that differ little must not all fall on one side. */
    private static int mixed(String id) {
        return (int) (id.hashCode() * 0x9E37_79B9_7F4A_7C15L >>> 32);
    }
}
