package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/** The attempt ended without a usable output. Key: attempt. */
public record AttemptFailed(
        UUID jobId,
        Instant at,
        UUID attemptId,
        String candidateId,
        String targetId,
        @JsonProperty("class") FailureClass failure,
        FailureCategory category,
        Cause problem,
        long gpuMillis)
        implements JobFact {}
