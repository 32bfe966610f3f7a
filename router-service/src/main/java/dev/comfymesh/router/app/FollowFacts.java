package dev.comfymesh.router.app;

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
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What facts about jobs mean for the router: the jobs that a batch is about are read once, the facts are folded into them
 * in memory, and what has become of them is stored once.
 */
public final class FollowFacts<T> {
    private static final Set<Class<?>> OWN = Set.of(
            CandidatesAdded.class,
            TopUpRefused.class,
            AttemptAssigned.class,
            AttemptRevokeRequested.class,
            CandidateFailed.class,
            AttemptCharged.class,
            JobClosed.class);

    private static final Set<Class<?>> PATIENT = Set.of(
            AttemptStarted.class,
            CandidateScored.class,
            JobCompleted.class,
            JobFailed.class,
            JobCancelled.class,
            JobExpired.class);

    private final Books<T> books;
    private final FollowEnding endings;
    private final CloseJob closing;
    private final TopUpPool topUps;
    private final JudgeTarget judge;
    private final SeekPoison poison;
    private final Clock clock;

    public FollowFacts(
            Books<T> books,
            FollowEnding endings,
            CloseJob closing,
            TopUpPool topUps,
            JudgeTarget judge,
            SeekPoison poison,
            Clock clock) {
        this.books = books;
        this.endings = endings;
        this.closing = closing;
        this.topUps = topUps;
        this.judge = judge;
        this.poison = poison;
        this.clock = clock;
    }

    /** Stores in the transaction what the facts mean, in their order; answers what is to be published with it. */
    public Uni<Followed> follow(T transaction, List<Heard> heard) {
        var jobs = books.jobs(transaction);
        var targets = books.targets(transaction);
        var now = clock.instant();
        return jobs.open(opened(heard))
                .map(open -> new Folding(open))
                .call(folding -> poison.among(books.poison(transaction), folding.open, heard, now)
                        .invoke(folding::poisoned))
                .call(folding -> jobs.lapsed(folding.over(heard)).invoke(folding::lapsed))
                .call(folding -> {
                    heard.forEach(one -> fold(folding, one, now));
                    return jobs.started(folding.started)
                            .chain(() -> jobs.save(folding.open.values()))
                            .chain(() -> targets.count(folding.verdicts))
                            .chain(() -> judge.judge(targets, folding.judgements, now))
                            .chain(() -> jobs.end(folding.ended, folding.delivered, now))
                            .invoke(folding::delivered);
                })
                .map(Folding::followed);
    }

    private void fold(Folding folding, Heard heard, Instant now) {
        switch (heard.fact()) {
            case JobAccepted accepted -> folding.accept(NewJob.of(accepted, heard.traceparent()));
            case AttemptStarted started -> folding.start(started);
            case AttemptSucceeded success ->
                folding.of(success.jobId(), job -> {
                    var facts = endings.succeeded(job, success, now);
                    folding.succeeded(job, success);
                    return facts;
                });
            case AttemptFailed failure ->
                folding.of(failure.jobId(), job -> {
                    var read = folding.read(failure);
                    var facts = endings.failed(job, read, now);
                    folding.failed(job, read);
                    return facts;
                });
            case CandidateScored scored -> folding.scored(scored);
            case PoolShort shortage -> folding.reread(shortage.jobId(), job -> topUps.answer(job, shortage, now));
            case PoolSelected selected -> folding.reread(selected.jobId(), job -> closing.selected(job, now));
            case JobCancelRequested wish ->
                folding.reread(wish.jobId(), job -> closing.cancelled(job, wish.reason(), now));
            case JobCompleted completed -> folding.completed(completed);
            case JobFailed _, JobCancelled _, JobExpired _ ->
                folding.ended.add(heard.fact().jobId());
            case CandidatesAdded _,
                    TopUpRefused _,
                    AttemptAssigned _,
                    AttemptRevokeRequested _,
                    CandidateFailed _,
                    AttemptCharged _,
                    JobClosed _ -> {}
        }
    }

    /** How soon a fact is to be followed. */
    public enum Need {
        NOW,
        SOON,
        NONE
    }

    /** No fact that the router stated itself is followed; what places or frees nothing can wait a little. */
    public static Need need(Class<?> fact) {
        if (OWN.contains(fact)) {
            return Need.NONE;
        }
        return PATIENT.contains(fact) ? Need.SOON : Need.NOW;
    }

    private static Set<UUID> opened(List<Heard> heard) {
        var ids = new HashSet<UUID>();
        heard.stream()
                .map(Heard::fact)
                .filter(FollowFacts::needsItsJob)
                .map(JobFact::jobId)
                .forEach(ids::add);
        return ids;
    }

    private static boolean needsItsJob(JobFact fact) {
        return switch (fact) {
            case JobAccepted _,
                    JobCancelRequested _,
                    AttemptSucceeded _,
                    AttemptFailed _,
                    PoolShort _,
                    PoolSelected _ -> true;
            case AttemptStarted _,
                    CandidateScored _,
                    CandidatesAdded _,
                    TopUpRefused _,
                    AttemptAssigned _,
                    AttemptRevokeRequested _,
                    CandidateFailed _,
                    AttemptCharged _,
                    JobClosed _,
                    JobCompleted _,
                    JobFailed _,
                    JobCancelled _,
                    JobExpired _ -> false;
        };
    }
}
