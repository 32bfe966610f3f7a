package dev.comfymesh.router.app;

import dev.comfymesh.contracts.JobFact;
import org.jspecify.annotations.Nullable;

/** A fact to publish, with whose it is and the trace that it belongs to. */
public record Stated(
        JobFact fact, String tenantId, @Nullable String traceparent) {

    static Stated of(OpenJob job, JobFact fact) {
        return new Stated(fact, job.row().tenantId(), job.row().traceparent());
    }
}
