package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The router added candidates to a pool: it was short; or one of them takes too long, which {@code hedges} names, and the one
 * that is added runs beside it. {@code wave} is 2 or more. Key: job and wave.
 */
public record CandidatesAdded(
        UUID jobId,
        Instant at,
        int wave,
        List<NewCandidate> candidates,
        @Nullable String hedges) implements JobFact {
    public CandidatesAdded {
        candidates = List.copyOf(candidates);
    }

    /** To a pool that was short. */
    public CandidatesAdded(UUID jobId, Instant at, int wave, List<NewCandidate> candidates) {
        this(jobId, at, wave, candidates, null);
    }
}
