package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** What an attempt cost the house. Key: attempt and kind. */
public record AttemptCharged(UUID jobId, Instant at, UUID attemptId, ChargeKind kind, long micros, String source)
        implements JobFact {}
