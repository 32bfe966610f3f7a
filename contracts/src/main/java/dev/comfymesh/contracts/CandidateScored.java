package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.UUID;

/** A candidate's artifacts were measured and judged under a profile. Key: candidate and profile. */
public record CandidateScored(
        UUID jobId, Instant at, String candidateId, UUID attemptId, String profile, Verdict verdict)
        implements JobFact {}
