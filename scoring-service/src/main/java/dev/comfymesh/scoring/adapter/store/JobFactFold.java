package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.Artifact;
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
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import dev.comfymesh.scoring.adapter.store.CandidateEntity.State;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Profiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Folds the facts about a job into its pool. What comes late, for a pool that is over, changes nothing. A candidate of
 * several artifacts is judged by the first picture among them.
 */
@ApplicationScoped
class JobFactFold implements Inbox.Application {
    private final PoolBook book;
    private final Profiles profiles;
    private final Clock clock;

    JobFactFold(PoolBook book, Profiles profiles, Clock clock) {
        this.book = book;
        this.profiles = profiles;
        this.clock = clock;
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, Incoming event) {
        return event.fact()
                .map(fact -> fold(session, fact, event.traceparent()))
                .orElseGet(JobFactFold::nothing);
    }

    private Uni<Void> fold(Mutiny.Session session, JobFact fact, @Nullable String traceparent) {
        return switch (fact) {
            case JobAccepted job -> open(session, job);
            case CandidatesAdded added -> inPool(session, added, pool -> grow(session, pool, added));
            case AttemptSucceeded ended -> inPool(session, ended, pool -> queue(session, pool, ended, traceparent));
            case CandidateFailed failed -> inPool(session, failed, pool -> lose(session, pool, failed, traceparent));
            case TopUpRefused refused -> inPool(session, refused, pool -> settle(session, pool, refused, traceparent));
            case JobCancelRequested _, JobCompleted _, JobFailed _, JobCancelled _, JobExpired _ ->
                abandon(session, fact.jobId());
            case AttemptAssigned _,
                    AttemptRevokeRequested _,
                    AttemptStarted _,
                    AttemptFailed _,
                    AttemptCharged _,
                    CandidateScored _,
                    PoolShort _,
                    PoolSelected _,
                    JobClosed _ -> nothing();
        };
    }

    private Uni<Void> open(Mutiny.Session session, JobAccepted job) {
        if (profiles.find(job.pool().profile()).isEmpty()) {
            throw new IllegalArgumentException(
                    "no profile is named " + job.pool().profile());
        }
        return session.find(PoolEntity.class, job.jobId())
                .chain(known -> known != null
                        ? nothing()
                        : session.persist(PoolEntity.of(job)).chain(() -> add(session, job.jobId(), job.firstWave())));
    }

    private Uni<Void> grow(Mutiny.Session session, PoolEntity pool, CandidatesAdded added) {
        if (added.wave() <= pool.wave) {
            return nothing();
        }
        pool.wave = added.wave();
        pool.state = PoolEntity.State.OPEN;
        pool.unfinished += added.candidates().size();
        pool.mayGrow =
                added.candidates().stream().mapToInt(NewCandidate::n).max().orElse(0) < pool.maxCandidates;
        return add(session, pool.jobId, added.candidates());
    }

    private Uni<Void> queue(
            Mutiny.Session session, PoolEntity pool, AttemptSucceeded ended, @Nullable String traceparent) {
        return awaited(
                session,
                ended.candidateId(),
                candidate -> ended.artifacts().stream()
                        .filter(JobFactFold::isPicture)
                        .findFirst()
                        .map(picture -> {
                            candidate.state = State.WAITING;
                            candidate.attemptId = ended.attemptId();
                            return session.persist(
                                    WorkEntity.of(ended, picture, pool.profile, traceparent, clock.instant()));
                        })
                        .orElseGet(() -> rejectUnseen(session, pool, candidate, ended, traceparent)));
    }

    private Uni<Void> rejectUnseen(
            Mutiny.Session session,
            PoolEntity pool,
            CandidateEntity candidate,
            AttemptSucceeded ended,
            @Nullable String traceparent) {
        var unseen = Examination.noPicture();
        var judgement = new Judgement(
                ended.attemptId(), unseen, profiles.of(pool.profile).judge(unseen));
        return book.judged(session, pool, candidate, judgement, traceparent);
    }

    private Uni<Void> lose(
            Mutiny.Session session, PoolEntity pool, CandidateFailed failed, @Nullable String traceparent) {
        return awaited(
                session,
                failed.candidateId(),
                candidate ->
                        book.lost(session, pool, candidate, failed.failure().name(), traceparent));
    }

    private Uni<Void> settle(
            Mutiny.Session session, PoolEntity pool, TopUpRefused refused, @Nullable String traceparent) {
        if (pool.state != PoolEntity.State.SHORT || refused.wave() != pool.wave) {
            return nothing();
        }
        pool.mayGrow = false;
        pool.state = PoolEntity.State.OPEN;
        return book.conclude(session, pool, traceparent);
    }

    private Uni<Void> abandon(Mutiny.Session session, UUID jobId) {
        return PoolBook.lock(session, jobId).chain(pool -> {
            if (pool == null || pool.isOver()) {
                return nothing();
            }
            pool.end(PoolEntity.State.ABANDONED, clock.instant());
            return session.createMutationQuery("delete from WorkEntity where jobId = :jobId")
                    .setParameter("jobId", jobId)
                    .executeUpdate()
                    .replaceWithVoid();
        });
    }

    /** Does the work on the locked pool of the fact's job, unless that is over. */
    private static Uni<Void> inPool(Mutiny.Session session, JobFact fact, Function<PoolEntity, Uni<Void>> work) {
        return PoolBook.lock(session, fact.jobId())
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalArgumentException("no pool of job " + fact.jobId()))
                .chain(pool -> pool.isOver() ? nothing() : work.apply(pool));
    }

    /** Does the work on a candidate that has not ended and is not about to be measured: the first ending counts. */
    private static Uni<Void> awaited(
            Mutiny.Session session, String candidateId, Function<CandidateEntity, Uni<Void>> work) {
        return session.find(CandidateEntity.class, candidateId)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalArgumentException("no candidate " + candidateId))
                .chain(candidate -> candidate.state == State.AWAITED ? work.apply(candidate) : nothing());
    }

    private static Uni<Void> add(Mutiny.Session session, UUID jobId, List<NewCandidate> wave) {
        return session.persistAll(
                wave.stream().map(added -> CandidateEntity.of(jobId, added)).toArray());
    }

    private static boolean isPicture(Artifact artifact) {
        return artifact.mediaType().startsWith("image/");
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
