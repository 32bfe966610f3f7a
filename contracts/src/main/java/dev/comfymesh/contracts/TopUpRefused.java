package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** The router will add no more candidates after this short wave. Key: job and wave. */
public record TopUpRefused(UUID jobId, Instant at, int wave, TopUpRefusal reason) implements JobFact {}
