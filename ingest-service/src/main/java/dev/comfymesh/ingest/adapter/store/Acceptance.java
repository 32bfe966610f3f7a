package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.ingest.app.IdempotencyKey;
import dev.comfymesh.ingest.app.Submission;
import dev.comfymesh.ingest.domain.ClientEvents;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that accepts a job. The idempotency record comes first: whoever submits the same key waits there for
 * the outcome. The account comes last: its row is shared by all of a tenant's submits, and is locked until the commit.
 */
@ApplicationScoped
class Acceptance {
    private static final String CLAIM = """
            insert into idempotency_record (tenant_id, key, fingerprint, job_id)
            values (:tenant, :key, :fingerprint, :job) on conflict do nothing""";

    private static final String CLAIMED =
            "select fingerprint, job_id from idempotency_record where tenant_id = :tenant and key = :key";

    private static final String RESERVE = """
            update account set reserved_micros = reserved_micros + :cap
            where tenant_id = :tenant and balance_micros - reserved_micros >= :cap""";

    private static final String AVAILABLE =
            "select cast(coalesce(sum(balance_micros - reserved_micros), 0) as bigint) from account where tenant_id = :tenant";

    private final Outbox outbox;

    Acceptance(Outbox outbox) {
        this.outbox = outbox;
    }

    Uni<Submission> accept(
            Mutiny.Session session, JobAccepted fact, Map<String, String> metadata, @Nullable IdempotencyKey key) {
        if (key == null) {
            return store(session, fact, metadata);
        }
        return session.createNativeQuery(CLAIM)
                .setParameter("tenant", fact.tenant().id())
                .setParameter("key", key.value())
                .setParameter("fingerprint", key.fingerprint())
                .setParameter("job", fact.jobId())
                .executeUpdate()
                .chain(claimed -> claimed == 1
                        ? store(session, fact, metadata)
                        : repeat(session, fact.tenant().id(), key)
                                // Empty when the key was forgotten in between, so it is free by now.
                                .chain(known -> known.map(Uni.createFrom()::item)
                                        .orElseGet(() -> accept(session, fact, metadata, key))));
    }

    private Uni<Submission> store(Mutiny.Session session, JobAccepted fact, Map<String, String> metadata) {
        var job = Job.accepted(fact, metadata);
        return session.persistAll(JobEntity.of(job), ClientEventEntity.of(job, 1, ClientEvents.first(fact)))
                .chain(session::flush)
                .chain(() -> outbox.append(session, List.of(Outgoing.of(job.tenantId(), fact))))
                .chain(() -> reserve(session, job));
    }

    private static Uni<Submission> reserve(Mutiny.Session session, Job job) {
        return session.createNativeQuery(RESERVE)
                .setParameter("tenant", job.tenantId())
                .setParameter("cap", job.terms().capMicros())
                .executeUpdate()
                .chain(reserved ->
                        reserved == 1 ? Uni.createFrom().item(new Submission.Accepted(job)) : exhausted(session, job));
    }

    private static Uni<Submission> exhausted(Mutiny.Session session, Job job) {
        session.currentTransaction().markForRollback();
        return session.createNativeQuery(AVAILABLE, Long.class)
                .setParameter("tenant", job.tenantId())
                .getSingleResult()
                .map(available ->
                        new Submission.Exhausted(available, job.terms().capMicros()));
    }

    /** What the key stands for already; empty for nothing. */
    Uni<Optional<Submission>> repeat(Mutiny.Session session, String tenantId, IdempotencyKey key) {
        return session.createNativeQuery(CLAIMED, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("key", key.value())
                .getResultList()
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : repeat(session, rows.getFirst(), key).map(Optional::of));
    }

    private static Uni<Submission> repeat(Mutiny.Session session, Object[] claimed, IdempotencyKey key) {
        return claimed[0].equals(key.fingerprint())
                ? session.find(JobEntity.class, claimed[1])
                        .map(row -> new Submission.Repeated(row.job().asAccepted()))
                : Uni.createFrom().item(new Submission.KeyReused());
    }
}
