package dev.comfymesh.executor.adapter.loop;

import dev.comfymesh.executor.app.Loops;
import dev.comfymesh.kit.loop.Loop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Loops on Vert.x contexts. */
@ApplicationScoped
class KitLoops implements Loops {
    private final Vertx vertx;

    KitLoops(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Running start(String name, Duration period, Supplier<Uni<Boolean>> task) {
        var loop = Loop.start(vertx, name, period, task);
        return new Running() {
            @Override
            public void wake() {
                loop.wake();
            }

            @Override
            public void wakeIn(Duration delay) {
                vertx.setTimer(Math.max(1, delay.toMillis()), _ -> loop.wake());
            }

            @Override
            public void stop() {
                loop.stop();
            }
        };
    }
}
