package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempt ended with outputs that are complete, checked and stored. {@code meteredMicros} is what the target's own meter
 * says that it cost; null where it has none, and the time counts at the target's rate. Key: attempt.
 */
public record AttemptSucceeded(
        UUID jobId,
        Instant at,
        UUID attemptId,
        String candidateId,
        String targetId,
        List<Artifact> artifacts,
        long gpuMillis,
        boolean cached,
        @Nullable Long meteredMicros)
        implements JobFact {
    public AttemptSucceeded {
        artifacts = List.copyOf(artifacts);
    }

    /** On a target without a meter. */
    public AttemptSucceeded(
            UUID jobId,
            Instant at,
            UUID attemptId,
            String candidateId,
            String targetId,
            List<Artifact> artifacts,
            long gpuMillis,
            boolean cached) {
        this(jobId, at, attemptId, candidateId, targetId, artifacts, gpuMillis, cached, null);
    }
}
