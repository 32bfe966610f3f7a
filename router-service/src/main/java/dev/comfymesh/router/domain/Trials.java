package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import java.time.Duration;
import java.time.Instant;

/**
 * Who tries out a target that has just returned from an ejection: first those whose failure would hurt least, which are in no
 * hurry or have others of their pool beside them; if none comes, the others too, so that a target that is well comes back.
 */
final class Trials {
    private static final Duration UNTIL_NORMAL = Duration.ofSeconds(10);
    private static final Duration UNTIL_HIGH = Duration.ofMinutes(1);

    private final Fleet fleet;
    private final Caps caps;
    private final Instant now;

    Trials(Fleet fleet, Caps caps, Instant now) {
        this.fleet = fleet;
        this.caps = caps;
        this.now = now;
    }

    /** Whether the candidate may go there as far as that goes: where nobody else would run it, it may in any case. */
    boolean allow(Candidate candidate, Target target, Screening screening) {
        var returned = target.standing().ejectedUntil();
        return !target.standing().isUntried(now)
                || returned == null
                || !now.isBefore(returned.plus(hold(candidate.job())))
                || screening.usable().stream().noneMatch(place -> place.target != target && isFor(candidate, place));
    }

    private Duration hold(Job job) {
        if (job.priority() == Priority.LOW || isOneOfMany(job)) {
            return Duration.ZERO;
        }
        return job.priority() == Priority.HIGH ? UNTIL_HIGH : UNTIL_NORMAL;
    }

    private static boolean isFor(Candidate candidate, Place place) {
        return !candidate.avoided().contains(place.target.targetId());
    }

    private boolean isOneOfMany(Job job) {
        return caps.waiting(job) > 1
                || fleet.living().stream().anyMatch(living -> living.jobId().equals(job.jobId()));
    }
}
