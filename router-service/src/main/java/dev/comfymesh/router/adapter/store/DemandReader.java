package dev.comfymesh.router.adapter.store;

import dev.comfymesh.router.app.Demand;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.LatencyGuard.Placed;
import dev.comfymesh.router.domain.Living;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
                   candidate_id, n, c.seed, attempts, waiting_since, not_before, cast(avoided as text) as avoided, stay_on
            from candidate c join job j on j.job_id = c.job_id
            where c.state =\s""";

    private static final String WAITING = CANDIDATES + "'WAITING'";

    private static final String PLACED = """
            select placed.*, (select count(*) from attempt b
                where b.candidate_id = placed.candidate_id and b.failure = 'REVOKED') as moves
            from (%s'LIVING' and c.candidate_id = any($1)) placed""".formatted(CANDIDATES);

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
        return pool.preparedQuery(LIVING + NOT_REVOKED)
                .execute(Tuple.of(attemptIds.toArray(UUID[]::new)))
                .map(DemandReader::living)
                .chain(this::placed);
    }

    private Uni<List<Placed>> placed(List<Living> living) {
        var byCandidate = living.stream().collect(Collectors.toMap(Living::candidateId, Function.identity()));
        return pool.preparedQuery(PLACED)
                .execute(Tuple.of(byCandidate.keySet().toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> Stream.ofNullable(byCandidate.get(row.getString("candidate_id")))
                                .map(attempt -> placed(attempt, row)))
                        .toList());
    }

    private static Placed placed(Living attempt, Row row) {
        var candidate = new WaitingRows().add(List.of(row)).candidates().getFirst();
        return new Placed(attempt, candidate, row.getInteger("moves"));
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
