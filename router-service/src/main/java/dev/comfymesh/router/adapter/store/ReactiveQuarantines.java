package dev.comfymesh.router.adapter.store;

import dev.comfymesh.router.app.Quarantines;
import dev.comfymesh.router.domain.Quarantine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the table of workflows that are kept away. */
@ApplicationScoped
class ReactiveQuarantines implements Quarantines {
    private static final String ALL = """
            select digest, since, until, job_id, candidate_id, cast(targets as text) as targets
            from quarantine where until > now() order by since desc, digest""";

    private static final String LIFT = "delete from quarantine where digest = $1 and until > now()";

    private final Pool pool;

    ReactiveQuarantines(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Quarantine>> all() {
        return pool.query(ALL)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReactiveQuarantines::quarantine)
                        .toList());
    }

    @Override
    public Uni<Boolean> lift(String digest) {
        return pool.preparedQuery(LIFT).execute(Tuple.of(digest)).map(rows -> rows.rowCount() > 0);
    }

    private static Quarantine quarantine(Row row) {
        return new Quarantine(
                row.getString("digest"),
                Rows.instant(row, "since"),
                Rows.instant(row, "until"),
                row.getUUID("job_id"),
                row.getString("candidate_id"),
                Rows.list(row.getString("targets")));
    }
}
