package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.adapter.store.StatedFacts.Stated;
import dev.comfymesh.executor.app.AttemptStore;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.provider.ModelProjection;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Attempts in PostgreSQL. A guarded change is one statement that holds the lease of the target in place, and changes
 * nothing when it is somebody else's; facts are stored in the same transaction.
 */
@ApplicationScoped
class ReactiveAttemptStore implements AttemptStore {
    private static final String SELECT = "select " + AttemptLine.COLUMNS + " from attempt where ";
    private static final String LIVE = SELECT + "target_id = $1 and state not in ('SUCCEEDED', 'FAILED')";
    private static final String CALLING = SELECT + """
            target_id = any($1) and state not in ('SUCCEEDED', 'FAILED')
            and (state = 'ASSIGNED' or stop_reason is not null) order by assigned_at""";

    private static final String HELD = "with held as (select from lease where name = $1 and epoch = $2 for share) ";

    private static final String BEGIN_SUBMIT = HELD + """
            update attempt set state = 'SUBMITTING', client_id = $3, epoch = $2, changed_at = now() from held, graph
            where attempt.id = $4 and attempt.state = 'ASSIGNED' and graph.digest = attempt.digest
            returning graph.body,\s""" + ModelFiles.OF_ATTEMPT;

    private static final String SAVE = HELD + """
            update attempt set state = $3, client_id = $4, epoch = $2, changed_at = now() from held
            where attempt.id = $5 and attempt.state = $6""";

    private static final String ASK_TO_STOP = HELD + """
            update attempt set stop_reason = $3, stop_at = $4, changed_at = now() from held
            where id = $5 and stop_reason is null and state not in ('SUCCEEDED', 'FAILED')""";

    private static final String REMEMBER =
            "update attempt set remote_id = coalesce(remote_id, $2) where id = $1 returning remote_id";

    private static final String END_UNSTARTED = """
            update attempt set state = 'FAILED', changed_at = now() where id in (
                select id from attempt where state = 'ASSIGNED' and start_by < $1
                order by start_by limit 100 for update skip locked)
            returning\s""" + AttemptLine.COLUMNS;

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final Outbox outbox;
    private final StatedFacts facts;
    private final TargetLeases leases;

    ReactiveAttemptStore(
            Mutiny.SessionFactory sessions, Pool pool, Outbox outbox, StatedFacts facts, TargetLeases leases) {
        this.sessions = sessions;
        this.pool = pool;
        this.outbox = outbox;
        this.facts = facts;
        this.leases = leases;
    }

    @Override
    public Uni<List<Attempt>> live(String targetId) {
        return attempts(LIVE, targetId);
    }

    @Override
    public Uni<List<Attempt>> calling(Collection<String> targetIds) {
        return attempts(CALLING, (Object) targetIds.toArray(String[]::new));
    }

    @Override
    public Uni<Optional<Attempt>> find(UUID attemptId) {
        return attempts(SELECT + "id = $1", attemptId)
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<Optional<Graph>> beginSubmit(Tenure tenure, Attempt attempt) {
        var lease = leases.lease(tenure);
        return pool.preparedQuery(BEGIN_SUBMIT)
                .execute(Tuple.of(lease.name(), lease.epoch(), attempt.clientId(), attempt.id()))
                .map(rows ->
                        first(rows).map(row -> ModelFiles.of(row.getString(1)).bind(graph(row))))
                .call(graph -> graph.isEmpty()
                        ? leases.confirm(tenure)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Boolean> save(Tenure tenure, AttemptState from, Attempt next, List<JobFact> stated) {
        var lease = leases.lease(tenure);
        return outbox.transaction(session -> Sql.update(
                                session,
                                SAVE,
                                lease.name(),
                                lease.epoch(),
                                next.state().name(),
                                next.clientId(),
                                next.id(),
                                from.name())
                        .map(saved -> saved == 1)
                        .call(saved -> saved
                                ? append(session, next, stated)
                                : Uni.createFrom().voidItem()))
                .call(saved -> saved ? Uni.createFrom().voidItem() : leases.confirm(tenure));
    }

    private Uni<Void> append(Mutiny.Session session, Attempt attempt, List<JobFact> stated) {
        return facts.append(
                session,
                stated.stream()
                        .map(fact -> new Stated(attempt.assignment(), fact))
                        .toList());
    }

    @Override
    public Uni<Void> askToStop(Tenure tenure, UUID attemptId, Attempt.Stop wish) {
        var lease = leases.lease(tenure);
        return pool.preparedQuery(ASK_TO_STOP)
                .execute(Tuple.of(
                        lease.name(),
                        lease.epoch(),
                        wish.reason().name(),
                        wish.at().atOffset(ZoneOffset.UTC),
                        attemptId))
                .call(rows -> rows.rowCount() == 0
                        ? leases.confirm(tenure)
                        : Uni.createFrom().voidItem())
                .replaceWithVoid();
    }

    @Override
    public Uni<String> remember(UUID attemptId, String remoteId) {
        return pool.preparedQuery(REMEMBER)
                .execute(Tuple.of(attemptId, remoteId))
                .map(rows -> first(rows).map(row -> row.getString(0)).orElse(remoteId));
    }

    @Override
    public Uni<Void> endUnstarted(Instant startableBefore) {
        var tooLate = Ending.Failed.unstarted(FailureClass.NOT_STARTED, "It was too late to start the run.");
        return outbox.transaction(session -> Sql.select(
                        session, END_UNSTARTED, startableBefore.atOffset(ZoneOffset.UTC))
                .map(AttemptLine::attempts)
                .chain(ended -> facts.append(
                        session,
                        ended.stream()
                                .map(attempt -> facts.end(attempt.assignment(), tooLate))
                                .toList())));
    }

    @Override
    public Uni<Graph> graph(String digest) {
        return pool.preparedQuery("select body from graph where digest = $1")
                .execute(Tuple.of(digest))
                .map(rows -> first(rows)
                        .map(ReactiveAttemptStore::graph)
                        .orElseThrow(() -> new IllegalStateException("the graph " + digest + " is gone")));
    }

    @Override
    public Uni<List<ModelProjection>> projections(UUID jobId) {
        return pool.preparedQuery("select projections from job where id = $1 and projections is not null")
                .execute(Tuple.of(jobId))
                .map(rows ->
                        first(rows).map(row -> Projections.of(row.getString(0))).orElseGet(List::of));
    }

    private Uni<List<Attempt>> attempts(String sql, Object... parameters) {
        return sessions.withSession(session -> Sql.select(session, sql, parameters))
                .map(AttemptLine::attempts);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }

    private static Graph graph(Row row) {
        return new Graph(new JsonObject(row.getString(0)).getMap());
    }
}
