package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** The router wishes an attempt to end early; only the executor ends it. Key: attempt. */
public record AttemptRevokeRequested(UUID jobId, Instant at, UUID attemptId, String reason) implements JobFact {}
