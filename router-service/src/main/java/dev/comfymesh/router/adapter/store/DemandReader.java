package dev.comfymesh.router.adapter.store;

import dev.comfymesh.router.app.Demand;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.HedgeBudget.Spent;
import dev.comfymesh.router.domain.HedgeGuard.PoolSoFar;
import dev.comfymesh.router.domain.HedgeGuard.Straggler;
import dev.comfymesh.router.domain.LatencyGuard.Placed;
import dev.comfymesh.router.domain.Living;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what waits and what lives. */
final class DemandReader {
    private static final String CANDIDATES = """
            select j.job_id, tenant_id, tenant_weight, tenant_max_running, digest,
                   coalesce(shape, digest) as shape, cast(nodes as text) as nodes,
                   cast(files as text) as files, cast(inputs as text) as inputs, cast(demands as text) as demands, priority, deadline, cap_micros, spent_micros, traceparent,
                   candidate_id, n, c.seed, attempts, waiting_since, not_before, cast(avoided as text) as avoided, stay_on,
                   cast(hedge as text) as hedge
            from candidate c join job j on j.job_id = c.job_id
            where c.state =\s""";

    private static final String WAITING = CANDIDATES + "'WAITING'";

    private static final String UNHEDGED = CANDIDATES + """
            'LIVING' and c.candidate_id = any($1)
            and not exists (select from candidate h where h.job_id = c.job_id and h.hedge is not null)""";

    private static final String PLACED = """
            select placed.*, (select count(*) from attempt b
                where b.candidate_id = placed.candidate_id and b.failure = 'REVOKED') as moves
            from (%s) placed""".formatted(UNHEDGED);

    private static final String STRAGGLERS = """
            select placed.*, p.wave, p.deliver, p.max_candidates, a.load_millis,
                   (select count(*) from candidate m where m.job_id = placed.job_id) as added,
                   (select count(*) from candidate m where m.job_id = placed.job_id and m.state = 'ENDED') as outputs
            from (%s) placed join job p on p.job_id = placed.job_id
                join attempt a on a.candidate_id = placed.candidate_id and a.ended_at is null""".formatted(UNHEDGED);

    private static final String SPENT = """
            select coalesce(sum(micros), 0)::bigint as all_micros,
                   coalesce(sum(micros) filter (where kind = 'HEDGE' or account = 'HOUSE' and exists (
                       select from entry h where h.attempt_id = e.attempt_id and h.kind = 'HEDGE')), 0)::bigint
                   + (select coalesce(sum((hedge ->> 'mostMicros')::bigint), 0)::bigint from candidate
                      where hedge is not null and state in ('WAITING', 'LIVING')) as hedge_micros
            from entry e where at > $1 and account <> 'TARGET'""";

    private static final String LIVING = """
            select attempt_id, candidate_id, a.job_id, tenant_id, target_id, coalesce(shape, j.digest) as shape, reserved_micros, started_at, end_by,
                   unknown
            from attempt a join job j on j.job_id = a.job_id
            where a.ended_at is null""";

    private static final int AT_A_TIME = 2_000;

    private static final String OF_WAITING = " and c.job_id = any($1)";
    private static final String OF_LIVING = " and a.job_id = any($1)";
    private static final String NOT_REVOKED = " and a.attempt_id = any($1) and not a.revoked";

    private final Pool pool;

    DemandReader(Pool pool) {
        this.pool = pool;
    }

    // What lives is read first: a candidate that comes back to wait in between is then seen as both, never as neither.
    // A hundred thousand may wait, whose rows take more memory than they themselves: they are read some at a time.
    Uni<Demand> all() {
        return pool.query(LIVING)
                .execute()
                .map(DemandReader::living)
                .chain(living -> pool.withTransaction(connection -> connection
                                .prepare(WAITING)
                                .chain(statement -> rest(statement.cursor(Tuple.tuple()), new WaitingRows())))
                        .map(waiting -> new Demand(waiting, living)));
    }

    Uni<Demand> of(Set<UUID> jobIds) {
        var ids = Tuple.of(jobIds.toArray(UUID[]::new));
        return pool.preparedQuery(LIVING + OF_LIVING)
                .execute(ids)
                .map(DemandReader::living)
                .chain(living -> pool.preparedQuery(WAITING + OF_WAITING)
                        .execute(ids)
                        .map(rows -> new Demand(new WaitingRows().add(rows).candidates(), living)));
    }

    Uni<List<Placed>> placed(Collection<UUID> attemptIds) {
        return notRevoked(attemptIds).chain(living -> withCandidates(living, PLACED, DemandReader::placed));
    }

    Uni<List<Straggler>> stragglers(Collection<UUID> attemptIds) {
        return notRevoked(attemptIds).chain(living -> withCandidates(living, STRAGGLERS, DemandReader::straggler));
    }

    Uni<Spent> spent(Instant since) {
        return pool.preparedQuery(SPENT)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Spent(row.getLong("all_micros"), row.getLong("hedge_micros")));
    }

    private Uni<List<Living>> notRevoked(Collection<UUID> attemptIds) {
        return pool.preparedQuery(LIVING + NOT_REVOKED)
                .execute(Tuple.of(attemptIds.toArray(UUID[]::new)))
                .map(DemandReader::living);
    }

    private <T> Uni<List<T>> withCandidates(List<Living> living, String query, BiFunction<Living, Row, T> reading) {
        var byCandidate = living.stream().collect(Collectors.toMap(Living::candidateId, Function.identity()));
        return pool.preparedQuery(query)
                .execute(Tuple.of(byCandidate.keySet().toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> Stream.ofNullable(byCandidate.get(row.getString("candidate_id")))
                                .map(attempt -> reading.apply(attempt, row)))
                        .toList());
    }

    private static Placed placed(Living attempt, Row row) {
        return new Placed(attempt, candidate(row), row.getInteger("moves"));
    }

    private static Straggler straggler(Living attempt, Row row) {
        var pool = new PoolSoFar(
                row.getInteger("wave"),
                row.getInteger("deliver"),
                row.getInteger("outputs"),
                row.getInteger("added"),
                row.getInteger("max_candidates"));
        return new Straggler(attempt, candidate(row), pool, row.getLong("load_millis"));
    }

    private static Candidate candidate(Row row) {
        return new WaitingRows().add(List.of(row)).candidates().getFirst();
    }

    private static Uni<List<Candidate>> rest(Cursor cursor, WaitingRows read) {
        return cursor.read(AT_A_TIME)
                .map(read::add)
                .chain(all ->
                        cursor.hasMore() ? rest(cursor, all) : cursor.close().replaceWith(all.candidates()));
    }

    private static List<Living> living(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(DemandReader::living)
                .toList();
    }

    private static Living living(Row row) {
        return new Living(
                row.getUUID("attempt_id"),
                row.getString("candidate_id"),
                row.getUUID("job_id"),
                row.getString("tenant_id"),
                row.getString("target_id"),
                row.getString("shape"),
                row.getLong("reserved_micros"),
                Rows.instantOrNull(row, "started_at"),
                Rows.instant(row, "end_by"),
                row.getBoolean("unknown"));
    }
}
