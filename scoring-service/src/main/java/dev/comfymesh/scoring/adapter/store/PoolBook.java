package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.scoring.adapter.store.CandidateEntity.State;
import dev.comfymesh.scoring.domain.Candidate;
import dev.comfymesh.scoring.domain.Candidate.Ending;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Enters how candidates ended and states, in the same transaction, what follows from it. Its callers hold the lock of the
 * pool's row, so endings that come together are entered one after the other and the last one closes the pool, once.
 */
@ApplicationScoped
class PoolBook {
    private static final Logger LOG = Logger.getLogger(PoolBook.class);

    private final Outbox outbox;
    private final Clock clock;

    PoolBook(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The pool, locked until the transaction ends; null when there is none. */
    static Uni<PoolEntity> lock(Mutiny.Session session, UUID jobId) {
        return session.find(PoolEntity.class, jobId, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Void> judged(
            Mutiny.Session session,
            PoolEntity pool,
            CandidateEntity candidate,
            Judgement judgement,
            @Nullable String traceparent) {
        candidate.state = State.JUDGED;
        candidate.attemptId = judgement.attemptId();
        candidate.verdict = Json.text(judgement.verdict());
        if (judgement.examination() instanceof Measured(var measurements)) {
            candidate.measurements = Json.text(StoredMeasurements.of(measurements));
        }
        pool.unfinished--;
        var scored = new CandidateScored(
                pool.jobId, clock.instant(), candidate.id, judgement.attemptId(), pool.profile, judgement.verdict());
        return state(session, pool, scored, traceparent).chain(() -> conclude(session, pool, traceparent));
    }

    Uni<Void> lost(
            Mutiny.Session session,
            PoolEntity pool,
            CandidateEntity candidate,
            String code,
            @Nullable String traceparent) {
        candidate.state = State.LOST;
        candidate.lostTo = code;
        pool.unfinished--;
        return conclude(session, pool, traceparent);
    }

    /** States what follows once no candidate of an open pool is left to wait for. */
    Uni<Void> conclude(Mutiny.Session session, PoolEntity pool, @Nullable String traceparent) {
        if (!pool.isOpen() || pool.unfinished > 0) {
            return Uni.createFrom().voidItem();
        }
        return session.createQuery("from CandidateEntity where jobId = :jobId", CandidateEntity.class)
                .setParameter("jobId", pool.jobId)
                .getResultList()
                .map(rows -> toPool(pool, rows).outcome())
                .chain(outcome -> follow(session, pool, outcome, traceparent));
    }

    private Uni<Void> follow(
            Mutiny.Session session, PoolEntity pool, Pool.Outcome outcome, @Nullable String traceparent) {
        return switch (outcome) {
            case Pool.Outcome.Unfinished() ->
                throw new IllegalStateException(
                        "pool %s counts no unfinished candidate and has one".formatted(pool.jobId));
            case Pool.Outcome.Short(var missing, var reasons) -> {
                LOG.infof("Pool %s is short of %d after wave %d", pool.jobId, missing, pool.wave);
                pool.state = PoolEntity.State.SHORT;
                yield state(
                        session,
                        pool,
                        new PoolShort(pool.jobId, clock.instant(), pool.wave, missing, reasons),
                        traceparent);
            }
            case Pool.Outcome.Closed(var selection, var complete, var reasons) -> {
                var selected = new PoolSelected(pool.jobId, clock.instant(), selection, complete, reasons);
                LOG.infof("Pool %s closes with %d of %d", pool.jobId, selection.size(), pool.deliver);
                pool.end(PoolEntity.State.SELECTED, selected.at());
                pool.selected = Json.text(selected);
                yield state(session, pool, selected, traceparent);
            }
        };
    }

    private Uni<Void> state(Mutiny.Session session, PoolEntity pool, JobFact fact, @Nullable String traceparent) {
        return outbox.append(session, List.of(Outgoing.of(pool.tenantId, fact, traceparent)));
    }

    private static Pool toPool(PoolEntity pool, List<CandidateEntity> rows) {
        return new Pool(
                pool.deliver,
                pool.mayGrow,
                rows.stream().map(PoolBook::toCandidate).toList());
    }

    private static Candidate toCandidate(CandidateEntity row) {
        Ending ending = switch (row.state) {
            case AWAITED, WAITING -> new Ending.Open();
            case LOST -> new Ending.Lost(row.lostTo);
            case JUDGED -> new Ending.Judged(row.attemptId, Json.read(row.verdict, Verdict.class));
        };
        return new Candidate(row.id, row.n, row.seed, ending);
    }
}
