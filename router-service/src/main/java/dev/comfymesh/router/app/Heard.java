package dev.comfymesh.router.app;

import dev.comfymesh.contracts.JobFact;
import org.jspecify.annotations.Nullable;

/** A fact as it came, with whose it is and the trace in which it was stated. */
public record Heard(JobFact fact, String tenantId, @Nullable String traceparent) {}
