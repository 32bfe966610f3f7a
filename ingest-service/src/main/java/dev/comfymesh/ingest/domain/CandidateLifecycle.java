package dev.comfymesh.ingest.domain;

import static dev.comfymesh.ingest.domain.CandidatePhase.FAILED;
import static dev.comfymesh.ingest.domain.CandidatePhase.RUNNING;
import static dev.comfymesh.ingest.domain.CandidatePhase.SCORED;
import static dev.comfymesh.ingest.domain.CandidatePhase.WAITING;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefused;
import java.util.List;
import java.util.Optional;

/**
 * The life of a candidate as a table: a failed attempt sends it back to waiting, until the router gives it up. One whose picture
 * was given is scored without a run.
 */
public final class CandidateLifecycle {
    /** One way on: {@code fact} takes a candidate from one phase to another. */
    public record Step(CandidatePhase from, Class<? extends JobFact> fact, CandidatePhase to) {}

    public static final List<Step> STEPS = List.of(
            new Step(WAITING, AttemptAssigned.class, RUNNING),
            new Step(WAITING, CandidateFailed.class, FAILED),
            new Step(WAITING, CandidateScored.class, SCORED),
            new Step(RUNNING, AttemptFailed.class, WAITING),
            new Step(RUNNING, CandidateFailed.class, FAILED),
            new Step(RUNNING, CandidateScored.class, SCORED));

    private CandidateLifecycle() {}

    /** Where the fact, which must be about this candidate, takes it; the same phase when it changes nothing. */
    public static CandidatePhase next(CandidatePhase from, JobFact fact) {
        return STEPS.stream()
                .filter(step -> step.from() == from && step.fact().isInstance(fact))
                .map(Step::to)
                .findFirst()
                .orElse(from);
    }

    /** The candidate that a fact may move; empty for a fact that moves none, from wherever it is. */
    public static Optional<String> candidateOf(JobFact fact) {
        return switch (fact) {
            case AttemptAssigned assigned -> Optional.of(assigned.candidateId());
            case AttemptFailed failed -> Optional.of(failed.candidateId());
            case CandidateFailed failed -> Optional.of(failed.candidateId());
            case CandidateScored scored -> Optional.of(scored.candidateId());
            case JobAccepted _,
                    JobCancelRequested _,
                    CandidatesAdded _,
                    TopUpRefused _,
                    AttemptRevokeRequested _,
                    AttemptStarted _,
                    AttemptSucceeded _,
                    PoolShort _,
                    PoolSelected _,
                    AttemptCharged _,
                    JobClosed _,
                    JobCompleted _,
                    JobFailed _,
                    JobCancelled _,
                    JobExpired _ -> Optional.empty();
        };
    }
}
