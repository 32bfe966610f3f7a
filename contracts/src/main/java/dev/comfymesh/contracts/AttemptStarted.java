package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** The target began to run the attempt. Key: attempt. */
public record AttemptStarted(UUID jobId, Instant at, UUID attemptId, String candidateId, String targetId, long epoch)
        implements JobFact {}
