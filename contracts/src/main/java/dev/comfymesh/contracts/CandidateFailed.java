package dev.comfymesh.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/** The router gave a candidate up: no attempt of it will follow. Key: candidate. */
public record CandidateFailed(
        UUID jobId,
        Instant at,
        String candidateId,
        @JsonProperty("class") FailureClass failure,
        int attempts,
        Cause problem)
        implements JobFact {}
