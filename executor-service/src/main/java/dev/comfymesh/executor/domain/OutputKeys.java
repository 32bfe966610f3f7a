package dev.comfymesh.executor.domain;

import java.util.UUID;

/** Where the outputs of one attempt lie in the object store: numbered from 0 without a gap. */
public record OutputKeys(String tenantId, UUID jobId, UUID attemptId) {
    public String of(int index) {
        return "t/%s/j/%s/a/%s/%d".formatted(tenantId, jobId, attemptId, index);
    }
}
