package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.Charge;
import dev.comfymesh.router.domain.Cost;
import dev.comfymesh.router.domain.FailureRule.Payment;
import dev.comfymesh.router.domain.FailureRules;
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
import org.jspecify.annotations.Nullable;

/** Books the ending of an attempt and does what follows from it; answers the facts to publish with it. */
public final class FollowEnding {
    private final Retry retry;
    private final CloseJob closing;

    public FollowEnding(Retry retry, CloseJob closing) {
        this.retry = retry;
        this.closing = closing;
    }

    List<JobFact> succeeded(OpenJob job, AttemptSucceeded success, Instant now) {
        var ended = job.end(success.attemptId(), null, success.cached() ? 0 : success.gpuMillis(), now);
        if (ended.isEmpty()) {
            job.correct(success.attemptId(), lapsed -> ran(lapsed, success.gpuMillis(), success.meteredMicros()), now);
            return List.of();
        }
        var attempt = ended.get();
        var charge =
                charged(job, attempt, ChargeKind.RUN, ran(attempt, success.gpuMillis(), success.meteredMicros()), now);
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
            job.correct(failure.attemptId(), lapsed -> costOf(lapsed, failure), now);
            return List.of();
        }
        var facts = new ArrayList<JobFact>();
        waste(job, ended.get(), failure.failure(), failure.meteredMicros(), now).ifPresent(facts::add);
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
        waste(job, ended.get(), FailureClass.UNKNOWN, null, now).ifPresent(facts::add);
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
        if (candidate.hedge() != null) {
            return giveUp(job, ended, new GiveUp(failure, problem), now);
        }
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

    private static Optional<JobFact> waste(
            OpenJob job, AttemptRow ended, FailureClass failure, @Nullable Long metered, Instant now) {
        return switch (FailureRules.of(failure).payment()) {
            case NOTHING -> {
                if (metered != null) {
                    job.charge(ended, Charge.toTheHouse(Cost.metered(metered)), now);
                }
                yield Optional.empty();
            }
            case RUN_TIME ->
                Optional.of(charged(job, ended, ChargeKind.WASTE, ran(ended, ended.gpuMillis(), metered), now));
            case RESERVED ->
                Optional.of(charged(job, ended, ChargeKind.WASTE, Cost.estimated(ended.reservedMicros()), now));
        };
    }

    private static Cost costOf(AttemptRow attempt, AttemptFailed failure) {
        var paid = FailureRules.of(failure.failure()).payment() != Payment.NOTHING;
        return ran(attempt, paid ? failure.gpuMillis() : 0, failure.meteredMicros());
    }

    /** The target's own meter knows best. */
    private static Cost ran(AttemptRow attempt, long gpuMillis, @Nullable Long metered) {
        return metered == null ? Cost.ofTime(attempt.microsPerHour(), gpuMillis) : Cost.metered(metered);
    }

    /** An attempt beside another is booked as such, whatever it came to. */
    private static AttemptCharged charged(OpenJob job, AttemptRow ended, ChargeKind usual, Cost cost, Instant now) {
        var kind = job.candidate(ended.candidateId()).hedge() == null ? usual : ChargeKind.HEDGE;
        var charge = Charge.of(kind, cost, ended.reservedMicros());
        job.charge(ended, charge, now);
        return new AttemptCharged(
                job.jobId(),
                now,
                ended.attemptId(),
                kind,
                charge.borneMicros(),
                cost.source().word());
    }
}
