package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that waits for a target.
 *
 * @param attempts how many attempts it has had
 * @param waitingSince when it was added to its pool; a retry does not set it back
 * @param notBefore it may not be placed earlier: the pause before a retry
 * @param avoided targets where it failed in a way that another target may not
 * @param stayOn the target that gets a second chance with it, as long as that one is free
 * @param hedge null unless it is there to run beside another
 */
public record Candidate(
        Job job,
        String candidateId,
        int n,
        long seed,
        int attempts,
        Instant waitingSince,
        Instant notBefore,
        Set<String> avoided,
        @Nullable String stayOn,
        @Nullable Hedge hedge) {

    /** The oldest first; those of one job as they were numbered. */
    static final Comparator<Candidate> BY_AGE = Candidate::compareByAge;

    public Candidate {
        avoided = Set.copyOf(avoided);
    }

    /** Which is there for itself. */
    public Candidate(
            Job job,
            String candidateId,
            int n,
            long seed,
            int attempts,
            Instant waitingSince,
            Instant notBefore,
            Set<String> avoided,
            @Nullable String stayOn) {
        this(job, candidateId, n, seed, attempts, waitingSince, notBefore, avoided, stayOn, null);
    }

    public Candidate of(Job same) {
        return new Candidate(same, candidateId, n, seed, attempts, waitingSince, notBefore, avoided, stayOn, hedge);
    }

    public Candidate pausingUntil(Instant until) {
        return new Candidate(job, candidateId, n, seed, attempts, waitingSince, until, avoided, stayOn, hedge);
    }

    /** What an attempt of it may cost of what is left of its job's cap. */
    long mostOf(long leftMicros) {
        return hedge == null ? leftMicros : Math.min(leftMicros, hedge.mostMicros());
    }

    // Written out: a round compares tens of thousands of times.
    private static int compareByAge(Candidate one, Candidate other) {
        var since = one.waitingSince.compareTo(other.waitingSince);
        if (since != 0) {
            return since;
        }
        var job = one.job.jobId().compareTo(other.job.jobId());
        return job != 0 ? job : Integer.compare(one.n, other.n);
    }
}
