package dev.comfymesh.router.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a choice among offers rests on beside the offers themselves.
 *
 * @param leftMicros what is left of the job's cap
 * @param waiting how many of the job's candidates share that
 * @param stayOn the target that gets a second chance, if it makes an offer
 */
public record Terms(
        Instant at,
        Instant deadline,
        long leftMicros,
        int waiting,
        @Nullable String stayOn,
        long microsPerSecondOfWait,
        long startWithinMillis,
        long runWithinMillis) {

    static Terms of(Candidate candidate, Policy policy, long leftMicros, int waiting, Instant now) {
        return new Terms(
                now,
                candidate.job().deadline(),
                leftMicros,
                waiting,
                candidate.stayOn(),
                policy.pricing().microsPerSecondOfWait(),
                policy.startWithin().toMillis(),
                policy.runWithin().toMillis());
    }
}
