package dev.comfymesh.executor.config;

import dev.comfymesh.kit.retention.Expiry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** When rows go. A job stays as long as an attempt of it lives, or outputs of it may have to be removed. */
public final class Expiries {
    private Expiries() {}

    @Produces
    @Singleton
    static Expiry jobs(ExecutorConfig config) {
        return new Expiry("old jobs", """
                with old as (
                    select id from job
                    where deadline < now() - interval '%d seconds' and swept and not exists (
                        select from attempt where job_id = job.id and state not in ('SUCCEEDED', 'FAILED'))
                    order by deadline limit 200 for update skip locked),
                attempts as (delete from attempt using old where attempt.job_id = old.id)
                delete from job using old where job.id = old.id""".formatted(config.retention().toSeconds()));
    }

    // A job's deadline lies at most a week after the fact that brought its graph.
    @Produces
    @Singleton
    static Expiry graphs(ExecutorConfig config) {
        return new Expiry("unused graphs", """
                delete from graph where digest in (
                    select digest from graph where used_at < now() - interval '%d seconds' - interval '7 days 1 hour'
                    limit 200 for update skip locked)""".formatted(config.retention().toSeconds()));
    }

    // Graphs whose runs nobody sends any more.
    @Produces
    @Singleton
    static Expiry histories() {
        return new Expiry("old run histories", """
                delete from run_history where (digest, target_id) in (
                    select digest, target_id from run_history where changed_at < now() - interval '30 days'
                    order by changed_at limit 200 for update skip locked)""");
    }
}
