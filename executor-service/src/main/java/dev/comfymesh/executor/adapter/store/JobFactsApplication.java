package dev.comfymesh.executor.adapter.store;

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
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What each fact about a job changes here: it adds work, or says that some is no longer wanted. */
@ApplicationScoped
@Named("jobs")
class JobFactsApplication implements Inbox.Application {
    private static final String ADD_GRAPH =
            "insert into graph (digest, body) values (:digest, :body) on conflict (digest) do update set used_at = now()";
    private static final String ADD_JOB = """
            insert into job (id, tenant_id, deadline, previews, closing)
            values (:id, :tenant, :deadline, :previews, false) on conflict do nothing""";
    private static final String LIVE_OF_JOB =
            "from AttemptRow where jobId = :job and state not in (SUCCEEDED, FAILED) order by id";

    private final AttemptTable attempts;
    private final Clock clock;

    JobFactsApplication(AttemptTable attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, Incoming event) {
        return event.fact().map(fact -> apply(session, event, fact)).orElseGet(JobFactsApplication::nothing);
    }

    private Uni<Void> apply(Mutiny.Session session, Incoming event, JobFact fact) {
        return switch (fact) {
            case JobAccepted accepted -> add(session, accepted);
            case AttemptAssigned assigned -> add(session, event, assigned);
            case AttemptRevokeRequested wish -> revoke(session, wish);
            case JobCancelRequested wish -> close(session, wish.jobId()).chain(() -> revokeAll(session, wish.jobId()));
            case JobClosed _, JobCompleted _, JobFailed _, JobCancelled _, JobExpired _ -> close(session, fact.jobId());
            case CandidatesAdded _,
                    TopUpRefused _,
                    AttemptStarted _,
                    AttemptSucceeded _,
                    AttemptFailed _,
                    AttemptCharged _,
                    CandidateFailed _,
                    CandidateScored _,
                    PoolShort _,
                    PoolSelected _ -> nothing();
        };
    }

    private static Uni<Void> add(Mutiny.Session session, JobAccepted job) {
        return session.createNativeQuery(ADD_GRAPH)
                .setParameter("digest", job.digest())
                .setParameter("body", job.graph().toString())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(ADD_JOB)
                        .setParameter("id", job.jobId())
                        .setParameter("tenant", job.tenant().id())
                        .setParameter("deadline", job.deadline())
                        .setParameter("previews", job.previews())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Void> add(Mutiny.Session session, Incoming event, AttemptAssigned fact) {
        return session.find(AttemptRow.class, fact.attemptId())
                .chain(known -> known != null
                        ? nothing()
                        : session.find(JobRow.class, fact.jobId()).chain(job -> add(session, event, fact, job)));
    }

    private Uni<Void> add(Mutiny.Session session, Incoming event, AttemptAssigned fact, JobRow job) {
        if (job == null) {
            throw new IllegalArgumentException("attempt " + fact.attemptId() + " is of an unknown job " + fact.jobId());
        }
        var now = clock.instant();
        var row = AttemptRow.of(fact, job, event.traceparent(), now);
        var stored = session.persist(row).chain(session::flush);
        if (job.closing) {
            return stored.chain(() -> refuse(session, row, "The job had ended before the run was started."));
        }
        return now.isAfter(fact.startBy())
                ? stored.chain(() -> refuse(session, row, "It was too late to start the run."))
                : stored;
    }

    private Uni<Void> refuse(Mutiny.Session session, AttemptRow row, String detail) {
        return attempts.endUnstarted(session, row, Ending.Failed.unstarted(FailureClass.NOT_STARTED, detail))
                .replaceWithVoid();
    }

    private Uni<Void> revoke(Mutiny.Session session, AttemptRevokeRequested wish) {
        return session.find(AttemptRow.class, wish.attemptId())
                .chain(attempt -> attempt == null ? nothing() : attempts.revoke(session, attempt, revoked()));
    }

    private Uni<Void> revokeAll(Mutiny.Session session, UUID jobId) {
        return session.createQuery(LIVE_OF_JOB, AttemptRow.class)
                .setParameter("job", jobId)
                .getResultList()
                .chain(live -> Multi.createFrom()
                        .iterable(live)
                        .onItem()
                        .transformToUniAndConcatenate(attempt -> attempts.revoke(session, attempt, revoked()))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static Uni<Void> close(Mutiny.Session session, UUID jobId) {
        return session.createMutationQuery("update JobRow set closing = true where id = :id")
                .setParameter("id", jobId)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Attempt.Stop revoked() {
        return new Attempt.Stop(StopReason.REVOKED, clock.instant());
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
