package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.OldOutputs;
import dev.comfymesh.executor.domain.OutputKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds outputs by the rows of their attempts, which stay until it is recorded that the outputs are gone. */
@ApplicationScoped
class TableOldOutputs implements OldOutputs {
    private static final String FAILED = """
            select tenant_id, job_id, id from attempt
            where state = 'FAILED' and client_id is not null and not swept and changed_at < $1
            order by changed_at limit 100""";

    private static final String SETTLED_JOBS = """
            select id from job where not swept and coalesce(settled_at, deadline) < $1
            order by coalesce(settled_at, deadline) limit 100""";

    private static final String UNSELECTED = """
            select attempt.tenant_id, job_id, attempt.id from attempt join job on job.id = job_id
            where job.id = any($1) and client_id is not null and not attempt.swept and attempt.id <> all (delivered)""";

    private final Pool pool;

    TableOldOutputs(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<OutputKeys>> ofFailedBefore(Instant before) {
        return run(FAILED, before.atOffset(ZoneOffset.UTC)).map(TableOldOutputs::outputs);
    }

    @Override
    public Uni<Void> removedOfAttempts(Collection<UUID> attempts) {
        return run("update attempt set swept = true where id = any($1)", array(attempts))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> jobsSettledBefore(Instant before) {
        return run(SETTLED_JOBS, before.atOffset(ZoneOffset.UTC))
                .map(rows -> stream(rows).map(row -> row.getUUID(0)).toList());
    }

    @Override
    public Uni<List<OutputKeys>> unselected(Collection<UUID> jobs) {
        return run(UNSELECTED, array(jobs)).map(TableOldOutputs::outputs);
    }

    @Override
    public Uni<Void> removedOfJobs(Collection<UUID> jobs) {
        return run("update job set swept = true where id = any($1)", array(jobs))
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> run(String sql, Object parameter) {
        return pool.preparedQuery(sql).execute(Tuple.of(parameter));
    }

    private static List<OutputKeys> outputs(RowSet<Row> rows) {
        return stream(rows)
                .map(row -> new OutputKeys(row.getString(0), row.getUUID(1), row.getUUID(2)))
                .toList();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
