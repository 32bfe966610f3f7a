package dev.comfymesh.testkit;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.DecisionSummary;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One attempt of a {@link SampleJob}'s candidate, and the facts about it; its id follows from candidate and number. */
public record SampleAttempt(
        String tenantId,
        UUID jobId,
        NewCandidate candidate,
        Instant at,
        String digest,
        Instant deadline,
        int number,
        String targetId) {
    private static final Duration TIME_TO_START = Duration.ofMinutes(5);

    /** The same attempt on another target; the default is {@code sim-a}. */
    public SampleAttempt on(String otherTargetId) {
        return new SampleAttempt(tenantId, jobId, candidate, at, digest, deadline, number, otherTargetId);
    }

    public UUID id() {
        var name = candidate.candidateId() + "/" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public AttemptAssigned assigned() {
        var decision = new DecisionSummary(new UUID(id().getLeastSignificantBits(), number), 1_000, 2, 0);
        return new AttemptAssigned(
                jobId,
                at,
                id(),
                candidate.candidateId(),
                number,
                targetId,
                candidate.seed(),
                digest,
                at.plus(TIME_TO_START),
                deadline,
                decision);
    }

    public AttemptRevokeRequested revokeRequested() {
        return new AttemptRevokeRequested(jobId, at, id(), "no longer needed");
    }

    public AttemptStarted started() {
        return new AttemptStarted(jobId, at, id(), candidate.candidateId(), targetId, 1);
    }

    /** With one PNG artifact that no object store holds. */
    public AttemptSucceeded succeeded() {
        var key = "t/%s/j/%s/a/%s/0".formatted(tenantId, jobId, id());
        return succeeded(List.of(new Artifact(key, "image/png", 1, "0".repeat(64), 64, 64, "7")));
    }

    public AttemptSucceeded succeeded(List<Artifact> artifacts) {
        return new AttemptSucceeded(jobId, at, id(), candidate.candidateId(), targetId, artifacts, 1_000, false);
    }

    public AttemptFailed failed(FailureClass failure) {
        return new AttemptFailed(
                jobId, at, id(), candidate.candidateId(), targetId, failure, failure.category(), cause(failure), 0);
    }

    /** The candidate is given up after this attempt. */
    public CandidateFailed gaveUp(FailureClass failure) {
        return new CandidateFailed(jobId, at, candidate.candidateId(), failure, number, cause(failure));
    }

    /** The candidate passes the generic profile with this score. */
    public CandidateScored scored(double score) {
        return scored(new Verdict(true, score, List.of()));
    }

    /** The candidate does not pass the generic profile, for this reason alone. */
    public CandidateScored rejected(String code) {
        return scored(new Verdict(false, 0, List.of(new Reason(code, "sharpness", 0, 1, "sharpness 0 is below 1"))));
    }

    private CandidateScored scored(Verdict verdict) {
        return new CandidateScored(jobId, at, candidate.candidateId(), id(), "generic", verdict);
    }

    private static Cause cause(FailureClass failure) {
        return new Cause(failure.name(), "it did not work out");
    }
}
