package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.EventLog;
import dev.comfymesh.ingest.app.StoredEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Client events of any number of jobs in one round trip; plain SQL, as arrays of positions have no place in JPQL. */
@ApplicationScoped
class SqlEventLog implements EventLog {
    private static final String AFTER = """
            select e.job_id, e.seq, e.type, e.body
            from unnest($1::uuid[], $2::bigint[]) as follower (job_id, seq)
            join client_event e on e.job_id = follower.job_id and e.seq > follower.seq
            order by e.job_id, e.seq
            limit $3""";

    private final Pool pool;

    SqlEventLog(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<StoredEvent>> after(Map<UUID, Long> positions, int limit) {
        var jobIds = positions.keySet().toArray(UUID[]::new);
        var seqs = positions.values().toArray(Long[]::new);
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(jobIds, seqs, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SqlEventLog::event)
                        .toList());
    }

    private static StoredEvent event(Row row) {
        return new StoredEvent(row.getUUID(0), row.getLong(1), row.getString(2), row.getString(3));
    }
}
