package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.DecisionSummary;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.Demand;
import dev.comfymesh.router.app.MatchStore;
import dev.comfymesh.router.app.OpenJob;
import dev.comfymesh.router.app.Watch;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.HedgeBudget.Spent;
import dev.comfymesh.router.domain.HedgeGuard.Straggler;
import dev.comfymesh.router.domain.LatencyGuard.Placed;
import dev.comfymesh.router.domain.Served;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;

/** The matcher's tables. To assign, it waits for nobody's row: what another transaction holds is left to a later round. */
@ApplicationScoped
class ReactiveMatchStore implements MatchStore {
    // Job ids begin with the time at which they were made, so that those of lately are found by the index on them.
    private static final String SERVED = """
            select tenant_id, sum(gpu_millis * power(0.5, greatest(0, extract(epoch from $1 - ended_at)) / $2::bigint))
                   ::double precision as millis
            from attempt a join job j on j.job_id = a.job_id
            where a.job_id >= $3 and ended_at is not null and gpu_millis > 0
            group by tenant_id""";

    private static final int HALF_LIVES = 4;

    private final Pool pool;
    private final Outbox outbox;
    private final Leases leases;
    private final Watch watch;
    private final DemandReader demand;

    ReactiveMatchStore(Pool pool, Outbox outbox, Leases leases, Watch watch) {
        this.pool = pool;
        this.outbox = outbox;
        this.leases = leases;
        this.watch = watch;
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
    public Uni<List<Placed>> placed(Collection<UUID> attemptIds) {
        return demand.placed(attemptIds);
    }

    @Override
    public Uni<List<Straggler>> stragglers(Collection<UUID> attemptIds) {
        return demand.stragglers(attemptIds);
    }

    @Override
    public Uni<Spent> spent(Instant since) {
        return demand.spent(since);
    }

    @Override
    public Uni<Map<String, Served>> served(Instant now, Duration halfLife) {
        return pool.preparedQuery(SERVED)
                .execute(Tuple.of(
                        now.atOffset(ZoneOffset.UTC),
                        halfLife.toSeconds(),
                        Rows.firstJobIdAt(now.minus(halfLife.multipliedBy(HALF_LIVES)))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> row.getString("tenant_id"), row -> new Served(row.getDouble("millis"), now))));
    }

    @Override
    public Uni<List<Assigned>> assign(Lease lease, List<Assigned> decisions, Instant now) {
        return outbox.transaction(session -> leases.fence(session, lease)
                .chain(() -> granted(session, decisions, now))
                .call(granted -> outbox.append(
                        session,
                        granted.stream()
                                .map(decision -> outgoing(decision, now))
                                .toList())));
    }

    @Override
    public Uni<Void> change(Lease lease, Set<UUID> jobIds, Function<OpenJob, List<JobFact>> change) {
        return outbox.transaction(session -> leases.fence(session, lease)
                .chain(() -> change(session, jobIds, change))
                .chain(facts -> outbox.append(session, facts)));
    }

    private Uni<List<Outgoing>> change(
            Mutiny.Session session, Set<UUID> jobIds, Function<OpenJob, List<JobFact>> change) {
        var book = new SessionJobBook(session);
        return book.open(jobIds).chain(jobs -> {
            var facts = jobs.values().stream()
                    .flatMap(job -> change.apply(job).stream()
                            .map(fact -> Outgoing.of(
                                    job.row().tenantId(), fact, job.row().traceparent())))
                    .toList();
            jobs.values().forEach(job -> watch.booked(job.changes().booked()));
            return book.save(jobs.values()).replaceWith(facts);
        });
    }

    private static Uni<List<Assigned>> granted(Mutiny.Session session, List<Assigned> decisions, Instant now) {
        var wishes = IntStream.range(0, decisions.size())
                .mapToObj(turn -> AssignSql.Wish.of(turn, decisions.get(turn), now))
                .toList();
        return Sql.select(session, AssignSql.ASSIGN, Rows.json(wishes), now.atOffset(ZoneOffset.UTC))
                .map(lines -> lines.stream().map(line -> line.uuid(0)).collect(Collectors.toSet()))
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
                decision.eligible(),
                decision.rejections().total());
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
