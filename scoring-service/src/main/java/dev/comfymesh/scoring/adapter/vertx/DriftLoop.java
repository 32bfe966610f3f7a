package dev.comfymesh.scoring.adapter.vertx;

import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.scoring.app.WatchDrift;
import dev.comfymesh.scoring.config.ScoringConfig;
import dev.comfymesh.scoring.domain.Drift;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for drift now and then: a gauge for each workflow and dimension, and one line in the log when one becomes far. */
@ApplicationScoped
class DriftLoop {
    private static final Logger LOG = Logger.getLogger(DriftLoop.class);

    private record Alarm(String workflow, String what) {}

    private final WatchDrift watchDrift;
    private final ScoringConfig config;
    private final MultiGauge gauge;
    private volatile @Nullable Loop loop;

    // Touched by the loop alone.
    private Set<Alarm> alarms = Set.of();

    DriftLoop(WatchDrift watchDrift, ScoringConfig config, MeterRegistry meters) {
        this.watchDrift = watchDrift;
        this.config = config;
        this.gauge = MultiGauge.builder("comfymesh.scoring.drift").register(meters);
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        loop = Loop.start(
                vertx,
                "drift",
                config.drift().look(),
                () -> watchDrift.look().invoke(this::show).replaceWith(false));
    }

    void onStop(@Observes ShutdownEvent event) {
        var started = loop;
        if (started != null) {
            started.stop();
        }
    }

    void show(Map<String, List<Drift>> drifts) {
        var rows = drifts.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(drift -> row(entry.getKey(), drift)))
                .toList();
        gauge.register(rows, true);
        var far = new HashSet<Alarm>();
        drifts.forEach((workflow, all) -> all.stream()
                .filter(drift -> drift.isFar(config.drift().limit()))
                .forEach(drift -> raise(far, workflow, drift)));
        alarms = far;
    }

    /** One that stands already is not logged again. */
    private void raise(Set<Alarm> far, String workflow, Drift drift) {
        var alarm = new Alarm(workflow, drift.what());
        far.add(alarm);
        if (!alarms.contains(alarm)) {
            LOG.warnf(
                    "The %s of workflow %s has moved from %.4g to %.4g: %.1f standard deviations",
                    drift.what(), workflow, drift.before(), drift.lately(), drift.z());
        }
    }

    private static MultiGauge.Row<Number> row(String workflow, Drift drift) {
        return MultiGauge.Row.of(Tags.of("workflow", workflow, "dimension", drift.what()), drift.z());
    }
}
