package dev.comfymesh.kit.invariant;

import dev.comfymesh.kit.config.KitConfig;
import dev.comfymesh.kit.loop.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service's tables now and then whether what must hold does hold, and how long its queues are. Each invariant
 * is a gauge that must be 0; one that no longer is gets a line at ERROR, once.
 */
@ApplicationScoped
public class Invariants {
    static final String VIOLATIONS = "comfymesh.invariant.violations";

    private static final Logger LOG = Logger.getLogger(Invariants.class);

    private final Pool pool;
    private final MeterRegistry meters;
    private final KitConfig config;
    private final List<Reading> readings = new ArrayList<>();
    private @Nullable Loop loop;

    Invariants(Pool pool, MeterRegistry meters, KitConfig config) {
        this.pool = pool;
        this.meters = meters;
        this.config = config;
    }

    void start(
            @Observes StartupEvent event,
            Vertx vertx,
            @Any Instance<InvariantQuery> invariants,
            @Any Instance<TableGauge> gauges) {
        invariants.forEach(this::watch);
        gauges.forEach(gauge -> readings.add(new Reading(gauge.sql(), (_, _) -> {}).shownAs(meters, gauge.metric())));
        loop = Loop.start(vertx, "invariants", config.invariantsEvery(), this::check);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop();
        }
    }

    /** Asks all of them now; one that cannot be asked keeps no other from its turn. */
    public Uni<Boolean> check() {
        return Uni.join()
                .all(readings.stream().map(reading -> reading.update(pool)).toList())
                .usingConcurrencyOf(1)
                .andCollectFailures()
                .replaceWith(false);
    }

    private void watch(InvariantQuery query) {
        readings.add(new Reading(query.sql(), (before, violations) -> tell(query.invariant(), before, violations))
                .shownAs(meters, VIOLATIONS, "invariant", query.invariant()));
    }

    private static void tell(String invariant, double before, double violations) {
        if (violations > 0 && !(before > 0)) {
            LOG.errorf("%s is violated %.0f times", invariant, violations);
        } else if (violations == 0 && before > 0) {
            LOG.infof("%s holds again", invariant);
        }
    }
}
