package dev.comfymesh.kit.invariant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.function.BiConsumer;

/** One number that is asked of the tables again and again; not a number as long as the tables do not answer. */
final class Reading {
    private final String sql;
    private final BiConsumer<Double, Double> changed;
    private volatile double value = Double.NaN;

    /** Hands each change to the listener: the value before, and the new one. */
    Reading(String sql, BiConsumer<Double, Double> changed) {
        this.sql = sql;
        this.changed = changed;
    }

    /** Shows the number as a gauge, with a label or without. */
    Reading shownAs(MeterRegistry meters, String metric, String... label) {
        Gauge.builder(metric, this, reading -> reading.value).tags(label).register(meters);
        return this;
    }

    Uni<Void> update(Pool pool) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getDouble(0))
                .onFailure()
                .invoke(() -> value = Double.NaN)
                .invoke(this::become)
                .replaceWithVoid();
    }

    private void become(double next) {
        var before = value;
        value = next;
        if (before != next) {
            changed.accept(before, next);
        }
    }
}
