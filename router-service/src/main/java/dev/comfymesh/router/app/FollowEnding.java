package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Retry;
import dev.comfymesh.router.domain.Retry.Await;
import dev.comfymesh.router.domain.Retry.Failure;
import dev.comfymesh.router.domain.Retry.GiveUp;
import dev.comfymesh.router.domain.Retry.TryAgain;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Books the ending of an attempt and does what follows from it; answers the facts to publish with it. */
public final class FollowEnding {
    private final Retry retry;
    private final JudgeTarget judge;
    private final CloseJob closing;

    public FollowEnding(Retry retry, JudgeTarget judge, CloseJob closing) {
        this.retry = retry;
        this.judge = judge;
        this.closing = closing;
    }

    public Uni<List<JobFact>> succeeded(JobBook jobs, TargetBook targets, AttemptSucceeded success, Instant now) {
        return ending(jobs, success.jobId(), success.attemptId(), null, success.gpuMillis(), now, (job, ended) -> {
            var charge = charge(job, ended, ChargeKind.RUN, success.gpuMillis(), now);
            return jobs.charge(charge)
                    .chain(() -> jobs.finish(ended.candidateId(), CandidateState.ENDED))
                    .chain(() -> learn(targets, ended, success))
                    .replaceWith(List.of(charge));
        });
    }

    public Uni<List<JobFact>> failed(JobBook jobs, TargetBook targets, AttemptFailed failure, Instant now) {
        if (failure.failure() == FailureClass.UNKNOWN) {
            return jobs.open(failure.jobId())
                    .chain(() -> jobs.markUnknown(failure.attemptId()))
                    .replaceWith(List.of());
        }
        return ending(
                jobs,
                failure.jobId(),
                failure.attemptId(),
                failure.failure(),
                failure.gpuMillis(),
                now,
                (job, ended) -> {
                    var charge = charge(job, ended, ChargeKind.WASTE, failure.gpuMillis(), now);
                    return jobs.charge(charge)
                            .chain(() -> judged(targets, ended, failure.failure(), now))
                            .chain(() -> follow(jobs, job, ended, failure.failure(), failure.problem(), now))
                            .map(facts -> withFirst(charge, facts));
                });
    }

    /** Ends an attempt of which nobody knew until its time limit; what it may have cost counts as spent. */
    Uni<List<JobFact>> lapsed(JobBook jobs, Living attempt, Instant now) {
        return ending(jobs, attempt.jobId(), attempt.attemptId(), FailureClass.UNKNOWN, 0, now, (job, ended) -> {
            var charge = new AttemptCharged(
                    job.jobId(), now, ended.attemptId(), ChargeKind.WASTE, ended.reservedMicros(), "estimate");
            var problem = new Cause("unknown", "Nobody could say until its time limit what became of the attempt.");
            return jobs.charge(charge)
                    .chain(() -> job.isWanted()
                            ? giveUp(jobs, job, ended, new GiveUp(FailureClass.UNKNOWN, problem), now)
                            : drop(jobs, ended))
                    .map(facts -> withFirst(charge, facts));
        });
    }

    private Uni<List<JobFact>> ending(
            JobBook jobs,
            UUID jobId,
            UUID attemptId,
            @Nullable FailureClass failure,
            long gpuMillis,
            Instant now,
            BiFunction<OpenJob, EndedAttempt, Uni<List<JobFact>>> sequel) {
        return jobs.open(jobId).chain(open -> {
            if (open.isEmpty()) {
                return none();
            }
            var job = open.get();
            return jobs.end(attemptId, failure, gpuMillis, now)
                    .chain(ended -> ended.isEmpty()
                            ? none()
                            : sequel.apply(job, ended.get()).chain(facts -> closing.after(jobs, job, facts, now)));
        });
    }

    private Uni<List<JobFact>> follow(
            JobBook jobs, OpenJob job, EndedAttempt ended, FailureClass failure, Cause problem, Instant now) {
        if (!job.isWanted()) {
            return drop(jobs, ended);
        }
        var failed = new Failure(ended.number(), ended.targetId(), failure, problem, ended.avoided(), ended.stayOn());
        return switch (retry.after(failed, job.deadline(), now)) {
            case TryAgain wishes -> jobs.retry(ended.candidateId(), wishes).replaceWith(List.of());
            case GiveUp end -> giveUp(jobs, job, ended, end, now);
            case Await _ -> none();
        };
    }

    private static Uni<List<JobFact>> drop(JobBook jobs, EndedAttempt ended) {
        return jobs.finish(ended.candidateId(), CandidateState.DROPPED).replaceWith(List.of());
    }

    private static Uni<List<JobFact>> giveUp(JobBook jobs, OpenJob job, EndedAttempt ended, GiveUp end, Instant now) {
        JobFact fact = new CandidateFailed(
                job.jobId(), now, ended.candidateId(), end.failure(), ended.number(), end.problem());
        return jobs.finish(ended.candidateId(), CandidateState.FAILED).replaceWith(List.of(fact));
    }

    private Uni<Void> judged(TargetBook targets, EndedAttempt ended, FailureClass failure, Instant now) {
        return Retry.isTargetsFault(failure)
                ? judge.failed(targets, ended.targetId(), now)
                : Uni.createFrom().voidItem();
    }

    /** A run from the node's own cache says nothing about how long the work takes. */
    private static Uni<Void> learn(TargetBook targets, EndedAttempt ended, AttemptSucceeded success) {
        return success.cached()
                ? Uni.createFrom().voidItem()
                : targets.learn(ended.digest(), ended.targetId(), Duration.ofMillis(success.gpuMillis()));
    }

    /** What it cost, at most what was set aside: the time limit keeps a run from more, but for what it overran it. */
    private static AttemptCharged charge(
            OpenJob job, EndedAttempt ended, ChargeKind kind, long gpuMillis, Instant now) {
        var micros = Math.min(Pricing.costMicros(ended.microsPerHour(), gpuMillis), ended.reservedMicros());
        return new AttemptCharged(job.jobId(), now, ended.attemptId(), kind, micros, "gpu-time");
    }

    private static List<JobFact> withFirst(JobFact first, List<JobFact> others) {
        var all = new ArrayList<JobFact>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    private static Uni<List<JobFact>> none() {
        return Uni.createFrom().item(List.of());
    }
}
