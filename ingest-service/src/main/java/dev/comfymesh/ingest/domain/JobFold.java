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
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureCategory;
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
import java.util.List;
import java.util.Set;

/** Folds facts into a job, one at a time; nothing changes a job that has ended. */
public final class JobFold {
    /** What others settle among themselves: it changes nothing of a job as its tenant sees it. */
    public static final Set<Class<? extends JobFact>> UNSEEN = Set.of(AttemptRevokeRequested.class, TopUpRefused.class);

    private static final String UNKNOWN_PROFILE = "UNKNOWN_PROFILE";
    private static final Cause NO_SUCH_PROFILE = new Cause(
            "unknown-profile",
            "There is no scoring profile, or no such version of one, as 'pool.profile' names; the operator knows which there are.");

    private JobFold() {}

    /** Applies one fact; {@code phase} is where the candidate stands that the fact may move, if it may move one. */
    public static Folded fold(Job job, CandidatePhase phase, JobFact fact) {
        if (job.state().status().ended()) {
            return new Folded(job, phase, List.of(), null);
        }
        if (fact instanceof JobClosed closed) {
            var ending = Ending.of(job, closed);
            var ended = step(job, phase, ending);
            return new Folded(ended.job(), phase, ended.events(), ending);
        }
        return step(job, phase, fact);
    }

    private static Folded step(Job job, CandidatePhase phase, JobFact fact) {
        var moved = CandidateLifecycle.candidateOf(fact).isPresent() ? CandidateLifecycle.next(phase, fact) : phase;
        var before = job.state();
        var after = absorb(before.with(before.pool().moved(phase, moved)), fact)
                .at(JobLifecycle.next(before.status(), fact).orElse(before.status()));
        var events = ClientEvents.of(after, fact);
        return new Folded(job.with(after.told(events.size())), moved, events, null);
    }

    /** Scoring says alone of what runs nowhere that it was too late, and of a profile that nobody knows it. */
    private static JobState closed(JobState state, PoolSelected selected) {
        var closed = state.with(state.pool()
                .selected(selected.selection(), selected.complete())
                .lost(counts(selected, FailureClass.DEADLINE.name())));
        return counts(selected, UNKNOWN_PROFILE)
                ? closed.troubled(new Trouble(NO_SUCH_PROFILE, FailureCategory.CALLER))
                : closed;
    }

    private static boolean counts(PoolSelected selected, String code) {
        return selected.reasons().stream().anyMatch(reason -> reason.code().equals(code));
    }

    private static JobState absorb(JobState state, JobFact fact) {
        var pool = state.pool();
        return switch (fact) {
            case CandidatesAdded added ->
                state.with(pool.toppedUp(added.wave(), added.candidates().size()));
            case CandidateFailed failed ->
                state.with(pool.lost(failed.failure() == FailureClass.DEADLINE))
                        .troubled(new Trouble(failed.problem(), failed.failure().category()));
            case PoolSelected selected -> closed(state, selected);
            case AttemptCharged charged -> state.charged(charged.micros());
            case JobCompleted end -> state.ended(end.at(), end.spentMicros(), null);
            case JobFailed end -> state.ended(end.at(), end.spentMicros(), end.problem());
            case JobCancelled end -> state.ended(end.at(), end.spentMicros(), null);
            case JobExpired end -> state.ended(end.at(), end.spentMicros(), end.problem());
            case JobAccepted _,
                    JobCancelRequested _,
                    TopUpRefused _,
                    AttemptAssigned _,
                    AttemptRevokeRequested _,
                    AttemptStarted _,
                    AttemptSucceeded _,
                    AttemptFailed _,
                    CandidateScored _,
                    PoolShort _,
                    JobClosed _ -> state;
        };
    }
}
