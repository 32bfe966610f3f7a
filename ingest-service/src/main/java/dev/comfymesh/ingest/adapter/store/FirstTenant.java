package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.ingest.domain.ApiKey;
import dev.comfymesh.ingest.domain.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The tenant, account and key that a mesh begins with; what exists already is left as it is, but that
 * the key may do what a newer release knows. */
@ApplicationScoped
public class FirstTenant {
    private static final String INSERT = """
            with known as (
                insert into tenant (id, weight, max_running) values ($1, $2, $3) on conflict do nothing),
            paid as (
                insert into account (tenant_id, balance_micros) values ($1, $4) on conflict do nothing)
            insert into api_key (hash, prefix, tenant_id, scopes) values ($5, $6, $1, $7)
            on conflict (hash) do update set scopes = excluded.scopes""";

    private final Pool pool;
    private volatile boolean movedIn;

    FirstTenant(Pool pool) {
        this.pool = pool;
    }

    /** Does nothing more once it has worked. */
    public Uni<Void> moveIn(Tenant tenant, long balanceMicros, ApiKey key) {
        if (movedIn) {
            return Uni.createFrom().voidItem();
        }
        var scopes = Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(" "));
        return pool.preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    tenant.id(), tenant.weight(), tenant.maxRunning(), balanceMicros, key.hash(), key.prefix(), scopes
                }))
                .invoke(() -> movedIn = true)
                .replaceWithVoid();
    }
}
