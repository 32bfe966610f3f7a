package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * The router placed a candidate on a target; it may start until {@code startBy} and must have ended by {@code endBy}.
 * Key: attempt.
 */
public record AttemptAssigned(
        UUID jobId,
        Instant at,
        UUID attemptId,
        String candidateId,
        int number,
        String targetId,
        long seed,
        String digest,
        Instant startBy,
        Instant endBy,
        DecisionSummary decision)
        implements JobFact {}
