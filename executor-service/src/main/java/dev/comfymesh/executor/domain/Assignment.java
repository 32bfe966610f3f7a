package dev.comfymesh.executor.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the router ordered: which candidate to run where, with which seed, and within which time. */
public record Assignment(
        UUID attemptId,
        UUID jobId,
        String tenantId,
        String candidateId,
        String targetId,
        long seed,
        String digest,
        Instant startBy,
        Instant endBy,
        boolean previews,
        @Nullable String traceparent) {

    public OutputKeys outputs() {
        return new OutputKeys(tenantId, jobId, attemptId);
    }
}
