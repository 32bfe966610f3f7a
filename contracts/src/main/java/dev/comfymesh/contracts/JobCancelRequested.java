package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** The tenant, or an operator, wants the job to end; nothing of it may start from now on. Key: job. */
public record JobCancelRequested(UUID jobId, Instant at, String by, String reason) implements JobFact {}
