package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.scoring.app.Work;
import dev.comfymesh.scoring.app.WorkQueue;
import dev.comfymesh.scoring.config.ScoringConfig;
import dev.comfymesh.scoring.domain.Examination;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The queue as rows: lent by a time of the database's clock, skipped while another transaction takes them. */
@ApplicationScoped
class ReactiveWorkQueue implements WorkQueue {
    private static final String TAKE = """
            update work set tries = tries + 1, lent_until = now() + make_interval(secs => :seconds)
            where candidate_id = (
                select candidate_id from work where lent_until < now()
                order by added_at, candidate_id limit 1 for update skip locked)
            returning *""";

    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;
    private final PoolBook book;
    private final Duration loan;

    ReactiveWorkQueue(Mutiny.SessionFactory sessions, Outbox outbox, PoolBook book, ScoringConfig config) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.book = book;
        this.loan = config.loan();
    }

    @Override
    public Uni<Optional<Work>> take() {
        return sessions.withTransaction(session -> session.createNativeQuery(TAKE, WorkEntity.class)
                        .setParameter("seconds", loan.toMillis() / 1000.0)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(WorkEntity::toWork));
    }

    @Override
    public Uni<Void> giveBack(Work work) {
        return sessions.withTransaction(session -> session.createMutationQuery(
                                "update WorkEntity set tries = tries - 1 where candidateId = :id")
                        .setParameter("id", work.candidateId())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> finish(Work work, Examination examination, Verdict verdict) {
        var judgement = new Judgement(work.attemptId(), examination, verdict);
        return outbox.transaction(session -> PoolBook.lock(session, work.jobId())
                .chain(pool -> session.find(WorkEntity.class, work.candidateId())
                        // Gone when somebody else was faster, or the pool was abandoned meanwhile.
                        .onItem()
                        .ifNotNull()
                        .call(row -> enter(session, pool, row, judgement).chain(() -> delete(session, row))))
                .replaceWithVoid());
    }

    // By a query: Hibernate Reactive keeps the state of an entity's removal in an object that all sessions share, so of
    // two
    // removals at once one never completes.
    private static Uni<Integer> delete(Mutiny.Session session, WorkEntity row) {
        return session.createMutationQuery("delete from WorkEntity where candidateId = :id")
                .setParameter("id", row.candidateId)
                .executeUpdate();
    }

    private Uni<Void> enter(Mutiny.Session session, PoolEntity pool, WorkEntity row, Judgement judgement) {
        return session.find(CandidateEntity.class, row.candidateId)
                .chain(candidate -> book.judged(session, pool, candidate, judgement, row.traceparent));
    }
}
