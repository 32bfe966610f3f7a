package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** The job ended without a delivery. Key: job. */
public record JobFailed(UUID jobId, Instant at, Cause problem, long spentMicros) implements JobFact {}
