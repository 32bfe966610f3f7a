package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The router topped up a pool; {@code wave} is 2 or more. Key: job and wave. */
public record CandidatesAdded(UUID jobId, Instant at, int wave, List<NewCandidate> candidates) implements JobFact {
    public CandidatesAdded {
        candidates = List.copyOf(candidates);
    }
}
