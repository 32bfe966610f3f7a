package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that was assigned and has not ended: it holds a slot of its target and what it may cost of its job's cap.
 *
 * @param shape of its workflow
 * @param startedAt null until its target began to run it
 * @param unknown nobody can say whether it still runs
 */
public record Living(
        UUID attemptId,
        String candidateId,
        UUID jobId,
        String tenantId,
        String targetId,
        String shape,
        long reservedMicros,
        @Nullable Instant startedAt,
        Instant endBy,
        boolean unknown) {
    public Living startedAt(Instant at) {
        return new Living(attemptId, candidateId, jobId, tenantId, targetId, shape, reservedMicros, at, endBy, unknown);
    }
}
