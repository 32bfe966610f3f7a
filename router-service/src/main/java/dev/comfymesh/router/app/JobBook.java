package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.router.domain.Decision;
import dev.comfymesh.router.domain.Retry.TryAgain;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs in the router's tables as one transaction sees them; a job is opened before anything of it is changed. */
@CheckReturnValue
public interface JobBook {
    /** Stores the job and its first wave; harmless when it is known. */
    Uni<Void> add(NewJob job);

    /** Locks the job's row; empty for a job that is not known or is closed. */
    Uni<Optional<OpenJob>> open(UUID jobId);

    Uni<Void> started(UUID attemptId, Instant at);

    /** Ends the attempt; empty when it has ended before. The failure is null for a success. */
    Uni<Optional<EndedAttempt>> end(UUID attemptId, @Nullable FailureClass failure, long gpuMillis, Instant at);

    /** Keeps the attempt living, marked as one of which nobody knows. */
    Uni<Void> markUnknown(UUID attemptId);

    /** Books what an attempt cost and adds it to what the job has spent. */
    Uni<Void> charge(AttemptCharged charge);

    Uni<Void> finish(String candidateId, CandidateState state);

    Uni<Void> retry(String candidateId, TryAgain wishes);

    /** Gives these waiting candidates up and stores the decisions; answers those that were waiting still. */
    Uni<List<Decision.GivenUp>> giveUp(List<Decision.GivenUp> decisions, Instant at);

    Uni<Void> addWave(UUID jobId, int wave, List<NewCandidate> candidates, Instant at);

    Uni<Void> markSelected(UUID jobId);

    Uni<Void> markCancelled(UUID jobId);

    /** Drops what waits. */
    Uni<Void> dropWaiting(UUID jobId);

    /** Marks living attempts as wished away; answers those that were not before. */
    Uni<List<UUID>> revokeLiving(UUID jobId);

    /** Closes the job if nothing of it waits or lives; empty when something does, or when it was closed before. */
    Uni<Optional<Closing>> close(UUID jobId, Instant at);

    /** Forgets the candidates of a job that has ended; its attempts, decisions and charges stay. */
    Uni<Void> forgetCandidates(UUID jobId);

    /** What a job came to. */
    record Closing(int attempts, long spentMicros) {}
}
