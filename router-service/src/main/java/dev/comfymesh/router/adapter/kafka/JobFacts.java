package dev.comfymesh.router.adapter.kafka;

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
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.router.app.Books;
import dev.comfymesh.router.app.CloseJob;
import dev.comfymesh.router.app.FollowEnding;
import dev.comfymesh.router.app.JudgeTarget;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.TopUpPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Hears what happened to jobs; each fact's effect and the facts that follow from it are stored in one transaction. */
@ApplicationScoped
class JobFacts {
    private static final Set<String> LIES = Set.of("UNREADABLE", "BLANK");

    private final Inbox inbox;
    private final Outbox outbox;
    private final Books<Mutiny.Session> books;
    private final FollowEnding endings;
    private final CloseJob closing;
    private final TopUpPool topUps;
    private final JudgeTarget judge;
    private final Matching matching;
    private final Clock clock;

    JobFacts(
            Inbox inbox,
            Outbox outbox,
            Books<Mutiny.Session> books,
            FollowEnding endings,
            CloseJob closing,
            TopUpPool topUps,
            JudgeTarget judge,
            Matching matching,
            Clock clock) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.books = books;
        this.endings = endings;
        this.closing = closing;
        this.topUps = topUps;
        this.judge = judge;
        this.matching = matching;
        this.clock = clock;
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        var changed = new HashSet<UUID>();
        return inbox.applyOnce(poll, (session, event) -> apply(session, event, changed))
                .invoke(() -> matching.jobsChanged(changed));
    }

    private Uni<Void> apply(Mutiny.Session session, dev.comfymesh.kit.inbox.Incoming event, Set<UUID> changed) {
        var known = event.fact();
        if (known.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var fact = known.get();
        if (concernsMatching(fact)) {
            changed.add(fact.jobId());
        }
        return consequences(session, fact, event.traceparent())
                .chain(facts -> outbox.append(
                        session,
                        facts.stream()
                                .map(next -> Outgoing.of(event.tenant(), next))
                                .toList()));
    }

    /** Stores what the fact means for the router; answers the facts that follow from it. */
    private Uni<List<JobFact>> consequences(Mutiny.Session session, JobFact fact, @Nullable String traceparent) {
        var jobs = books.jobs(session);
        var targets = books.targets(session);
        var now = clock.instant();
        return switch (fact) {
            case JobAccepted job -> quietly(jobs.add(AcceptedJob.read(job, traceparent)));
            case AttemptStarted started -> quietly(jobs.started(started.attemptId(), started.at()));
            case AttemptSucceeded success -> endings.succeeded(jobs, targets, success, now);
            case AttemptFailed failure -> endings.failed(jobs, targets, failure, now);
            case CandidateScored scored -> quietly(judge.scored(targets, scored.attemptId(), lied(scored), now));
            case PoolShort shortage -> topUps.answer(jobs, shortage, now);
            case PoolSelected selected -> closing.selected(jobs, selected.jobId(), now);
            case JobCancelRequested wish -> closing.cancelled(jobs, wish.jobId(), wish.reason(), now);
            case JobCompleted _, JobFailed _, JobCancelled _, JobExpired _ ->
                quietly(jobs.forgetCandidates(fact.jobId()));
            case CandidatesAdded _,
                    TopUpRefused _,
                    AttemptAssigned _,
                    AttemptRevokeRequested _,
                    CandidateFailed _,
                    AttemptCharged _,
                    JobClosed _ -> quietly(Uni.createFrom().voidItem());
        };
    }

    /** Whether it changes what the matcher sees: what waits, what lives, or what a job has spent. */
    private static boolean concernsMatching(JobFact fact) {
        return switch (fact) {
            case JobAccepted _,
                    JobCancelRequested _,
                    AttemptStarted _,
                    AttemptSucceeded _,
                    AttemptFailed _,
                    PoolShort _,
                    PoolSelected _ -> true;
            case CandidateScored _,
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

    private static boolean lied(CandidateScored scored) {
        return scored.verdict().reasons().stream().anyMatch(reason -> LIES.contains(reason.code()));
    }

    private static Uni<List<JobFact>> quietly(Uni<Void> effect) {
        return effect.replaceWith(List.of());
    }
}
