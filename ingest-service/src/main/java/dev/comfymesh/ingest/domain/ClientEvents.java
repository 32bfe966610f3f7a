package dev.comfymesh.ingest.domain;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.FailureClass;
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
import dev.comfymesh.ingest.domain.ClientEvent.Accepted;
import dev.comfymesh.ingest.domain.ClientEvent.Assigned;
import dev.comfymesh.ingest.domain.ClientEvent.Cancelling;
import dev.comfymesh.ingest.domain.ClientEvent.Chosen;
import dev.comfymesh.ingest.domain.ClientEvent.Ended;
import dev.comfymesh.ingest.domain.ClientEvent.Failed;
import dev.comfymesh.ingest.domain.ClientEvent.Finished;
import dev.comfymesh.ingest.domain.ClientEvent.Scored;
import dev.comfymesh.ingest.domain.ClientEvent.Setback;
import dev.comfymesh.ingest.domain.ClientEvent.Short;
import dev.comfymesh.ingest.domain.ClientEvent.Started;
import java.util.List;

/** Which facts a client hears of, and as what; most of what is decided inside the mesh stays there. */
public final class ClientEvents {
    private ClientEvents() {}

    /** The event that a job begins with. */
    public static ClientEvent first(JobAccepted fact) {
        return new Accepted(fact.at(), fact.pool().candidates(), fact.pool().deliver(), fact.deadline());
    }

    /** What the client hears of a fact that led to this state. */
    static List<ClientEvent> of(JobState after, JobFact fact) {
        return switch (fact) {
            case JobAccepted accepted -> List.of(first(accepted));
            case JobCancelRequested f -> List.of(new Cancelling(f.at(), f.by(), f.reason()));
            case AttemptAssigned f ->
                List.of(new Assigned(f.at(), f.candidateId(), f.attemptId(), f.number(), f.targetId()));
            case AttemptStarted f -> List.of(new Started(f.at(), f.candidateId(), f.attemptId(), f.targetId()));
            case AttemptSucceeded f ->
                List.of(new Finished(
                        f.at(), f.candidateId(), f.attemptId(), f.artifacts().size(), f.gpuMillis()));
            case AttemptFailed f -> wasOurWish(f.failure()) ? List.of() : List.of(setback(f));
            case CandidateFailed f ->
                List.of(new Failed(f.at(), f.candidateId(), f.failure(), f.attempts(), Trouble.bounded(f.problem())));
            case CandidateScored f ->
                List.of(new Scored(
                        f.at(),
                        f.candidateId(),
                        f.verdict().passed(),
                        f.verdict().score(),
                        f.verdict().reasons()));
            case PoolShort f -> List.of(new Short(f.at(), f.wave(), f.missing(), f.reasons()));
            case PoolSelected f -> List.of(new Chosen(f.at(), f.selection(), f.complete()));
            case JobCompleted f ->
                List.of(new Ended(f.at(), after.status(), f.complete(), f.selection(), f.spentMicros(), null));
            case JobFailed _, JobCancelled _, JobExpired _ ->
                List.of(new Ended(fact.at(), after.status(), false, List.of(), after.spentMicros(), after.problem()));
            case CandidatesAdded _, TopUpRefused _, AttemptRevokeRequested _, AttemptCharged _, JobClosed _ ->
                List.of();
        };
    }

    /** Nothing went wrong: the mesh changed its mind. */
    private static boolean wasOurWish(FailureClass failure) {
        return failure == FailureClass.REVOKED || failure == FailureClass.NOT_STARTED;
    }

    private static ClientEvent setback(AttemptFailed f) {
        return new Setback(
                f.at(), f.candidateId(), f.attemptId(), f.targetId(), f.failure(), Trouble.bounded(f.problem()));
    }
}
