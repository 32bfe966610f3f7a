package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempt ended without a usable output. {@code meteredMicros} is what the target's own meter says that it cost; null where
 * it has none, and the time counts at the target's rate. Key: attempt.
 */
public record AttemptFailed(
        UUID jobId,
        Instant at,
        UUID attemptId,
        String candidateId,
        String targetId,
        @JsonProperty("class") FailureClass failure,
        FailureCategory category,
        Cause problem,
        long gpuMillis,
        @Nullable Long meteredMicros)
        implements JobFact {

    /** On a target without a meter. */
    public AttemptFailed(
            UUID jobId,
            Instant at,
            UUID attemptId,
            String candidateId,
            String targetId,
            FailureClass failure,
            FailureCategory category,
            Cause problem,
            long gpuMillis) {
        this(jobId, at, attemptId, candidateId, targetId, failure, category, problem, gpuMillis, null);
    }
}
