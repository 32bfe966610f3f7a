package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.Tenures;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.LeaseKeeper;
import dev.comfymesh.kit.lease.LeaseLost;
import dev.comfymesh.kit.lease.Leases;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The leases of nodes: of every defined one, and of removed ones where attempts still run. */
@ApplicationScoped
public class TargetLeases implements Tenures {
    private static final String PREFIX = "target-";
    private static final String WANTED = """
            select id from target
            where kind = 'NODE' and (not removed or exists (
                select from attempt where target_id = target.id and state not in ('SUCCEEDED', 'FAILED')))""";

    private final Vertx vertx;
    private final Leases leases;
    private final Mutiny.SessionFactory sessions;
    private volatile @Nullable LeaseKeeper keeper;
    private volatile Consumer<Tenure> over = _ -> {};

    TargetLeases(Vertx vertx, Leases leases, Mutiny.SessionFactory sessions) {
        this.vertx = vertx;
        this.leases = leases;
        this.sessions = sessions;
    }

    /** Begins to take leases, and tells the fleet which targets are its own. */
    public void start(Fleet fleet) {
        over = fleet::over;
        keeper = LeaseKeeper.start(
                vertx,
                leases,
                "target",
                this::wanted,
                lease -> fleet.gained(new Tenure(target(lease.name()), lease.epoch())),
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
        return lease(tenure).filter(leases::mayAct).isPresent();
    }

    /** Holds the tenure in place until the transaction ends; fails with {@link LeaseLost}, and tells the fleet, when it is over. */
    Uni<Void> fence(Mutiny.Session session, Tenure tenure) {
        return lease(tenure)
                .map(lease -> leases.fence(session, lease))
                .orElseGet(() -> Uni.createFrom().failure(new LeaseLost(former(tenure))))
                .onFailure(LeaseLost.class)
                .invoke(() -> over.accept(tenure));
    }

    private static Lease former(Tenure tenure) {
        return new Lease(PREFIX + tenure.targetId(), "this process", tenure.epoch(), 0);
    }

    private Optional<Lease> lease(Tenure tenure) {
        return Optional.ofNullable(keeper)
                .flatMap(current -> current.held(PREFIX + tenure.targetId()))
                .filter(lease -> lease.epoch() == tenure.epoch());
    }

    private Uni<Set<String>> wanted() {
        return sessions.withSession(session ->
                        session.createNativeQuery(WANTED, String.class).getResultList())
                .map(ids -> ids.stream().map(id -> PREFIX + id).collect(Collectors.toSet()));
    }

    private static String target(String leaseName) {
        return leaseName.substring(PREFIX.length());
    }
}
