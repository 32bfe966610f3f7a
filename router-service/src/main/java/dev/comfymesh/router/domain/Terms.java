package dev.comfymesh.router.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a choice among offers rests on beside the offers themselves.
 *
 * @param leftMicros what is left of the job's cap
 * @param waiting how many of the job's candidates share that
 * @param stayOn the target that gets a second chance, if it makes an offer
 * @param worth null in decisions that did not know of it
 */
public record Terms(
        Instant at,
        Instant deadline,
        long leftMicros,
        int waiting,
        @Nullable String stayOn,
        long microsPerSecondOfWait,
        long startWithinMillis,
        long runWithinMillis,
        @Nullable Worth worth) {

    /**
     * Under which policy it was decided, and what it is worth to be in time.
     *
     * @param due when the end would be in time
     * @param later what waiting for the best target without room would have come to; null where that was no question
     * @param favoured a target that is chosen though another offer is cheaper; null where the price decides
     */
    public record Worth(
            String policy,
            Instant due,
            Lateness lateness,
            @Nullable Offer later,
            @Nullable Favoured favoured) {}

    /** A target that comes before cheaper ones, and why. */
    public record Favoured(String targetId, Reason reason) {}

    /** Why a target comes before cheaper ones. */
    public enum Reason {
        /** The job names its targets in the order of its wishes. */
        NAMED_FIRST,
        /** Too little is known of it. */
        LITTLE_KNOWN
    }

    public Terms(
            Instant at,
            Instant deadline,
            long leftMicros,
            int waiting,
            @Nullable String stayOn,
            long microsPerSecondOfWait,
            long startWithinMillis,
            long runWithinMillis) {
        this(
                at,
                deadline,
                leftMicros,
                waiting,
                stayOn,
                microsPerSecondOfWait,
                startWithinMillis,
                runWithinMillis,
                null);
    }

    static Terms of(
            Candidate candidate,
            Policy policy,
            Economy economy,
            long leftMicros,
            int waiting,
            Instant now,
            @Nullable Offer later,
            @Nullable Favoured favoured) {
        var job = candidate.job();
        return new Terms(
                now,
                job.deadline(),
                leftMicros,
                waiting,
                candidate.stayOn(),
                economy.pricing().microsPerSecondOfWait(),
                policy.startWithin().toMillis(),
                policy.runWithin().toMillis(),
                new Worth(
                        economy.signature(),
                        job.due(),
                        economy.worth(job.priority()).lateness(),
                        later,
                        favoured));
    }

    /** The target that is chosen if it makes an offer, whatever the others cost; null where the price decides. */
    @Nullable
    String chosenAhead() {
        if (stayOn != null || worth == null || worth.favoured() == null) {
            return stayOn;
        }
        return worth.favoured().targetId();
    }

    /** An offer as this candidate sees it. */
    public Offer due(Offer offer) {
        return worth == null ? offer : offer.due(worth.lateness(), worth.due(), at);
    }
}
