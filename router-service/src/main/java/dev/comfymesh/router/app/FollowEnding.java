package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.FailureRules;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Retry;
import dev.comfymesh.router.domain.Retry.Await;
import dev.comfymesh.router.domain.Retry.Failure;
import dev.comfymesh.router.domain.Retry.GiveUp;
import dev.comfymesh.router.domain.Retry.TryAgain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Books the ending of an attempt and does what follows from it; answers the facts to publish with it. */
public final class FollowEnding {
    private final Retry retry;
    private final CloseJob closing;

    public FollowEnding(Retry retry, CloseJob closing) {
        this.retry = retry;
        this.closing = closing;
    }

    List<JobFact> succeeded(OpenJob job, AttemptSucceeded success, Instant now) {
        var ended = job.end(success.attemptId(), null, success.gpuMillis(), now);
        if (ended.isEmpty()) {
            return List.of();
        }
        var attempt = ended.get();
        var charge = charged(job, attempt, ChargeKind.RUN, ran(attempt), "gpu-time", now);
        job.finish(attempt.candidateId(), CandidateState.ENDED);
        return closing.after(job, List.of(charge), now);
    }

    List<JobFact> failed(OpenJob job, AttemptFailed failure, Instant now) {
        if (failure.failure() == FailureClass.UNKNOWN) {
            job.markUnknown(failure.attemptId());
            return List.of();
        }
        var ended = job.end(failure.attemptId(), failure.failure(), failure.gpuMillis(), now);
        if (ended.isEmpty()) {
            return List.of();
        }
        var facts = new ArrayList<JobFact>();
        waste(job, ended.get(), failure.failure(), now).ifPresent(facts::add);
        facts.addAll(follow(job, ended.get(), failure.failure(), failure.problem(), now));
        return closing.after(job, facts, now);
    }

    /** Ends an attempt of which nobody knew until its time limit. */
    List<JobFact> lapsed(OpenJob job, UUID attemptId, Instant now) {
        var ended = job.end(attemptId, FailureClass.UNKNOWN, 0, now);
        if (ended.isEmpty()) {
            return List.of();
        }
        var facts = new ArrayList<JobFact>();
        waste(job, ended.get(), FailureClass.UNKNOWN, now).ifPresent(facts::add);
        var problem = new Cause("unknown", "Nobody could say until its time limit what became of the attempt.");
        facts.addAll(
                job.isWanted()
                        ? giveUp(job, ended.get(), new GiveUp(FailureClass.UNKNOWN, problem), now)
                        : drop(job, ended.get()));
        return closing.after(job, facts, now);
    }

    private List<JobFact> follow(OpenJob job, AttemptRow ended, FailureClass failure, Cause problem, Instant now) {
        if (!job.isWanted()) {
            return drop(job, ended);
        }
        var candidate = job.candidate(ended.candidateId());
        var failed = new Failure(
                ended.candidateId(),
                ended.number(),
                ended.uncountedBefore(),
                ended.targetId(),
                failure,
                problem,
                candidate.avoided(),
                candidate.stayOn());
        return switch (retry.after(failed, job.row().deadline(), now)) {
            case TryAgain wishes -> {
                job.retry(ended.candidateId(), wishes, problem);
                yield List.of();
            }
            case GiveUp end -> giveUp(job, ended, end, now);
            case Await _ -> List.of();
        };
    }

    private static List<JobFact> drop(OpenJob job, AttemptRow ended) {
        job.finish(ended.candidateId(), CandidateState.DROPPED);
        return List.of();
    }

    private static List<JobFact> giveUp(OpenJob job, AttemptRow ended, GiveUp end, Instant now) {
        job.finish(ended.candidateId(), CandidateState.FAILED);
        return List.of(new CandidateFailed(
                job.jobId(), now, ended.candidateId(), end.failure(), ended.number(), end.problem()));
    }

    private static Optional<JobFact> waste(OpenJob job, AttemptRow ended, FailureClass failure, Instant now) {
        return switch (FailureRules.of(failure).payment()) {
            case NOTHING -> Optional.empty();
            case RUN_TIME -> Optional.of(charged(job, ended, ChargeKind.WASTE, ran(ended), "gpu-time", now));
            case RESERVED ->
                Optional.of(charged(job, ended, ChargeKind.WASTE, ended.reservedMicros(), "estimate", now));
        };
    }

    /** What it cost, at most what was set aside: the time limit keeps a run from more, but for what it overran it. */
    private static long ran(AttemptRow ended) {
        return Math.min(Pricing.costMicros(ended.microsPerHour(), ended.gpuMillis()), ended.reservedMicros());
    }

    private static AttemptCharged charged(
            OpenJob job, AttemptRow ended, ChargeKind kind, long micros, String source, Instant now) {
        var charge = new AttemptCharged(job.jobId(), now, ended.attemptId(), kind, micros, source);
        job.charge(charge);
        return charge;
    }
}
