package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.Tenures;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.LeaseKeeper;
import dev.comfymesh.kit.lease.LeaseLost;
import dev.comfymesh.kit.lease.Leases;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The leases of targets: of every defined one, and of removed ones where attempts still run. */
@ApplicationScoped
public class TargetLeases implements Tenures {
    private static final String PREFIX = "target-";
    private static final String WANTED = """
            select id, kind from target
            where not removed or exists (
                select from attempt where target_id = target.id and state not in ('SUCCEEDED', 'FAILED'))""";

    private final Vertx vertx;
    private final Leases leases;
    private final Pool pool;
    private final Map<String, TargetKind> kinds = new ConcurrentHashMap<>();
    private volatile @Nullable LeaseKeeper keeper;
    private volatile Consumer<Tenure> over = _ -> {};

    TargetLeases(Vertx vertx, Leases leases, Pool pool) {
        this.vertx = vertx;
        this.leases = leases;
        this.pool = pool;
    }

    /** Begins to take leases, and tells the fleet which targets are its own. */
    public void start(Fleet fleet) {
        over = fleet::over;
        keeper = LeaseKeeper.start(
                vertx,
                leases,
                "target",
                this::wanted,
                lease -> fleet.gained(
                        new Tenure(target(lease.name()), lease.epoch()),
                        kinds.getOrDefault(lease.name(), TargetKind.NODE)),
                name -> fleet.lost(target(name)));
    }

    /** Takes no lease from now on. */
    public void stop() {
        var current = keeper;
        if (current != null) {
            current.stop();
        }
    }

    @Override
    public void seek() {
        var current = keeper;
        if (current != null) {
            current.sweepNow();
        }
    }

    @Override
    public boolean mayAct(Tenure tenure) {
        return held(tenure).filter(leases::mayAct).isPresent();
    }

    /** The lease behind a tenure, as far as we know; fails with {@link LeaseLost}, and tells the fleet, when it is over. */
    Lease lease(Tenure tenure) {
        return held(tenure).orElseThrow(() -> lost(tenure));
    }

    /** Asks the table, after a guarded statement changed nothing; fails with {@link LeaseLost} when the tenure is over. */
    Uni<Void> confirm(Tenure tenure) {
        return pool.preparedQuery("select from lease where name = $1 and epoch = $2")
                .execute(Tuple.of(PREFIX + tenure.targetId(), tenure.epoch()))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw lost(tenure);
                    }
                })
                .replaceWithVoid();
    }

    private LeaseLost lost(Tenure tenure) {
        over.accept(tenure);
        return new LeaseLost(new Lease(PREFIX + tenure.targetId(), "this process", tenure.epoch(), 0));
    }

    private Optional<Lease> held(Tenure tenure) {
        return Optional.ofNullable(keeper)
                .flatMap(current -> current.held(PREFIX + tenure.targetId()))
                .filter(lease -> lease.epoch() == tenure.epoch());
    }

    private Uni<Set<String>> wanted() {
        return pool.query(WANTED)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::wanted)
                        .collect(Collectors.toSet()));
    }

    private String wanted(Row row) {
        var lease = PREFIX + row.getString(0);
        kinds.put(lease, TargetKind.valueOf(row.getString(1)));
        return lease;
    }

    private static String target(String leaseName) {
        return leaseName.substring(PREFIX.length());
    }
}
