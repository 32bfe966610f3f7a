package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.DecisionSummary;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.router.app.Demand;
import dev.comfymesh.router.app.JobBook;
import dev.comfymesh.router.app.MatchStore;
import dev.comfymesh.router.app.StoredDecision;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Estimates.Estimate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The matcher's tables. To assign, it waits for nobody's row: what another transaction holds is left to a later round. */
@ApplicationScoped
class ReactiveMatchStore implements MatchStore {
    // Every prompt makes a digest of its own: what was learned long ago will hardly be asked for.
    private static final String ESTIMATES =
            "select digest, target_id, service_millis from estimate order by learned_at desc limit 2000";

    private final Pool pool;
    private final Outbox outbox;
    private final Leases leases;
    private final DemandReader demand;

    ReactiveMatchStore(Pool pool, Outbox outbox, Leases leases) {
        this.pool = pool;
        this.outbox = outbox;
        this.leases = leases;
        this.demand = new DemandReader(pool);
    }

    @Override
    public Uni<Demand> demand() {
        return demand.all();
    }

    @Override
    public Uni<Demand> demand(Set<UUID> jobIds) {
        return demand.of(jobIds);
    }

    @Override
    public Uni<List<Estimate>> estimates() {
        return pool.query(ESTIMATES)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Estimate(
                                row.getString("digest"), row.getString("target_id"), row.getLong("service_millis")))
                        .toList());
    }

    @Override
    public Uni<Void> assign(Lease lease, List<Assigned> decisions, Instant now) {
        return outbox.transaction(session -> leases.fence(session, lease)
                .chain(() -> granted(session, decisions, now))
                .call(granted -> DecisionRows.insert(
                        session,
                        granted.stream()
                                .map(decision -> StoredDecision.of(decision, now))
                                .toList()))
                .chain(granted -> outbox.append(
                        session,
                        granted.stream()
                                .map(decision -> outgoing(decision, now))
                                .toList())));
    }

    @Override
    public Uni<Void> change(
            Lease lease, String tenantId, @Nullable String traceparent, Function<JobBook, Uni<List<JobFact>>> change) {
        return outbox.transaction(session -> leases.fence(session, lease)
                .chain(() -> change.apply(new SessionJobBook(session)))
                .chain(facts -> outbox.append(
                        session,
                        facts.stream()
                                .map(fact -> Outgoing.of(tenantId, fact, traceparent))
                                .toList())));
    }

    private static Uni<List<Assigned>> granted(Mutiny.Session session, List<Assigned> decisions, Instant now) {
        var wishes = IntStream.range(0, decisions.size())
                .mapToObj(turn -> AssignSql.Wish.of(turn, decisions.get(turn)))
                .toList();
        return session.createNativeQuery(AssignSql.ASSIGN, UUID.class)
                .setParameter("wishes", Rows.json(wishes))
                .setParameter("now", now)
                .getResultList()
                .map(Set::copyOf)
                .map(granted -> decisions.stream()
                        .filter(decision -> granted.contains(decision.attemptId()))
                        .toList());
    }

    private static Outgoing outgoing(Assigned decision, Instant now) {
        var candidate = decision.candidate();
        var job = candidate.job();
        var summary = new DecisionSummary(
                decision.attemptId(),
                decision.chosen().priceMicros(),
                decision.offers().size(),
                decision.rejections().size());
        var fact = new AttemptAssigned(
                job.jobId(),
                now,
                decision.attemptId(),
                candidate.candidateId(),
                decision.number(),
                decision.chosen().targetId(),
                candidate.seed(),
                job.digest(),
                decision.startBy(),
                decision.endBy(),
                summary);
        return Outgoing.of(job.tenant().id(), fact, job.traceparent());
    }
}
