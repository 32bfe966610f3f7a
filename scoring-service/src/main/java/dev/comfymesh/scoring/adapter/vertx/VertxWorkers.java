package dev.comfymesh.scoring.adapter.vertx;

import dev.comfymesh.scoring.app.Workers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** The worker threads of Vert.x. */
@ApplicationScoped
class VertxWorkers implements Workers {
    private final Vertx vertx;

    VertxWorkers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public <T> Uni<T> run(Supplier<T> work) {
        return vertx.executeBlocking(work::get, false);
    }
}
