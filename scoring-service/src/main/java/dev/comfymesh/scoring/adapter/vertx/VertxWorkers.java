package dev.comfymesh.scoring.adapter.vertx;

import dev.comfymesh.scoring.app.Workers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** The worker threads of Vert.x, with a clock beside them. */
@ApplicationScoped
class VertxWorkers implements Workers {
    private final Vertx vertx;
    private final Timer timer;

    VertxWorkers(Vertx vertx, MeterRegistry meters) {
        this.vertx = vertx;
        this.timer = meters.timer("comfymesh.scoring.examination");
    }

    @Override
    public <T> Uni<T> run(Supplier<T> work) {
        return vertx.executeBlocking(() -> timer.record(work), false);
    }

    @Override
    public <T> Uni<T> compute(Supplier<T> work) {
        return vertx.executeBlocking(work::get, false);
    }
}
