package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.app.ObservationStore;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** The last observation of each target in PostgreSQL. */
@ApplicationScoped
class ReactiveObservationStore implements ObservationStore {
    private static final String SAVE = """
            with held as (select from lease where name = $1 and epoch = $2 for share)
            insert into observation (target_id, epoch, number, content) select $3, $2, $4, $5 from held
            on conflict (target_id) do update set epoch = $2, number = $4, content = $5""";

    private final Pool pool;
    private final TargetLeases leases;

    ReactiveObservationStore(Pool pool, TargetLeases leases) {
        this.pool = pool;
        this.leases = leases;
    }

    @Override
    public Uni<Void> save(Tenure tenure, TargetObserved observed) {
        var lease = leases.lease(tenure);
        var content = new String(WireJson.write(observed), StandardCharsets.UTF_8);
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(lease.name(), lease.epoch(), observed.targetId(), observed.n(), content))
                .call(rows -> rows.rowCount() == 0
                        ? leases.confirm(tenure)
                        : Uni.createFrom().voidItem())
                .replaceWithVoid();
    }
}
