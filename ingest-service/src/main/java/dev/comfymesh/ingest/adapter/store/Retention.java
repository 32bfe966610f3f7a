package dev.comfymesh.ingest.adapter.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Forgets what nobody may ask for any more, in small steps: idempotency keys, and ended jobs that were settled, whole. */
@ApplicationScoped
public class Retention {
    private static final int STEP = 500;

    private static final String FORGET_KEYS = """
            with gone as (
                delete from idempotency_record where (tenant_id, key) in (
                    select tenant_id, key from idempotency_record where created_at < $1
                    limit $2 for update skip locked)
                returning 1)
            select count(*) from gone""";

    private static final String FORGET_JOBS = """
            with gone as (
                delete from job where id in (
                    select j.id from job j
                    where j.ended_at < $1
                    and not exists (select from settlement s where s.job_id = j.id and s.applied_at is null)
                    order by j.ended_at limit $2 for update of j skip locked)
                returning id),
            events as (delete from client_event e using gone where e.job_id = gone.id),
            candidates as (delete from candidate c using gone where c.job_id = gone.id),
            artifacts as (delete from artifact a using gone where a.job_id = gone.id),
            settlements as (delete from settlement s using gone where s.job_id = gone.id)
            select count(*) from gone""";

    private final Pool pool;

    Retention(Pool pool) {
        this.pool = pool;
    }

    /** Forgets keys that were used, and jobs that ended, before these instants; true when there may be more of them. */
    public Uni<Boolean> forget(Instant keysBefore, Instant jobsBefore) {
        return forget(FORGET_KEYS, keysBefore)
                .chain(moreKeys -> forget(FORGET_JOBS, jobsBefore).map(moreJobs -> moreKeys || moreJobs));
    }

    private Uni<Boolean> forget(String statement, Instant before) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), STEP))
                .map(rows -> rows.iterator().next().getLong(0) == STEP);
    }
}
