package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.kit.retention.Expiry;
import java.time.Duration;

/** What nobody may ask for any more: idempotency keys, and ended jobs that were settled, whole. */
public final class Expired {
    private static final String KEYS = """
            delete from idempotency_record where (tenant_id, key) in (
                select tenant_id, key from idempotency_record where created_at < now() - interval '%d seconds'
                limit 500 for update skip locked)""";

    private static final String JOBS = """
            with gone as (
                select j.id from job j
                where j.ended_at < now() - interval '%d seconds'
                and not exists (select from settlement s where s.job_id = j.id and s.applied_at is null)
                order by j.ended_at limit 500 for update of j skip locked),
            events as (delete from client_event e using gone where e.job_id = gone.id),
            candidates as (delete from candidate c using gone where c.job_id = gone.id),
            artifacts as (delete from artifact a using gone where a.job_id = gone.id),
            settlements as (delete from settlement s using gone where s.job_id = gone.id),
            files as (delete from job_file f using gone where f.job_id = gone.id),
            parkings as (delete from parked p using gone where p.job_id = gone.id)
            delete from job using gone where job.id = gone.id""";

    private Expired() {}

    /** Keys that were used longer ago. */
    public static Expiry keys(Duration kept) {
        return new Expiry("idempotency keys", KEYS.formatted(kept.toSeconds()));
    }

    /** Jobs that ended longer ago. */
    public static Expiry jobs(Duration kept) {
        return new Expiry("ended jobs", JOBS.formatted(kept.toSeconds()));
    }
}
