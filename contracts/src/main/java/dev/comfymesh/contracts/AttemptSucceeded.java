package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The attempt ended with outputs that are complete, checked and stored. Key: attempt. */
public record AttemptSucceeded(
        UUID jobId,
        Instant at,
        UUID attemptId,
        String candidateId,
        String targetId,
        List<Artifact> artifacts,
        long gpuMillis,
        boolean cached)
        implements JobFact {
    public AttemptSucceeded {
        artifacts = List.copyOf(artifacts);
    }
}
