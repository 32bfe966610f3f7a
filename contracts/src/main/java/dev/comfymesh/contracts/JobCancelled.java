package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** The job ended because somebody asked for it. Key: job. */
public record JobCancelled(UUID jobId, Instant at, long spentMicros) implements JobFact {}
