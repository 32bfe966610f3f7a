package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** Nothing of the job lives, and nothing of it will start. Key: job. */
public record JobClosed(UUID jobId, Instant at, int attempts, long spentMicros) implements JobFact {}
