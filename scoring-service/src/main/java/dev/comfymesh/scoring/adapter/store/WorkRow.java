package dev.comfymesh.scoring.adapter.store;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.comfymesh.scoring.domain.Sitting;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code work} as it is added: free to be taken. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record WorkRow(
        String candidateId,
        UUID jobId,
        String objectKey,
        long bytes,
        @Nullable Instant notAfter,
        @Nullable String traceparent) {
    static WorkRow of(UUID jobId, Sitting sitting, @Nullable String traceparent) {
        return new WorkRow(
                sitting.candidateId(),
                jobId,
                sitting.picture().key(),
                sitting.picture().bytes(),
                sitting.notAfter(),
                traceparent);
    }
}
