package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** The job ended empty because its deadline passed. Key: job. */
public record JobExpired(UUID jobId, Instant at, Cause problem, long spentMicros) implements JobFact {}
