package dev.comfymesh.ingest.adapter.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies the settlements of ended jobs to the accounts: each one once, in one short statement for many. */
@ApplicationScoped
public class Settlements {
    // Accounts are locked in the order of tenants, so that two replicas cannot wait for each other.
    private static final String APPLY = """
            with due as (
                select job_id from settlement where applied_at is null
                order by job_id limit 1000 for update skip locked),
            applied as (
                update settlement s set applied_at = now() from due where s.job_id = due.job_id
                returning s.tenant_id, s.reserved_micros, s.spent_micros),
            total as (
                select tenant_id, sum(reserved_micros) as reserved, sum(spent_micros) as spent
                from applied group by tenant_id),
            locked as (
                select a.tenant_id, total.reserved, total.spent from account a join total using (tenant_id)
                order by a.tenant_id for update of a)
            update account a
            set balance_micros = a.balance_micros - locked.spent, reserved_micros = a.reserved_micros - locked.reserved
            from locked where a.tenant_id = locked.tenant_id""";

    private final Pool pool;

    Settlements(Pool pool) {
        this.pool = pool;
    }

    /** Applies what is due. */
    public Uni<Void> apply() {
        return pool.query(APPLY).execute().replaceWithVoid();
    }
}
