package dev.comfymesh.executor.adapter.loop;

import dev.comfymesh.executor.app.Loops;
import dev.comfymesh.kit.lease.LeaseLost;
import dev.comfymesh.kit.loop.Loop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Loops on Vert.x contexts. A turn that finds its lease lost just ends: who keeps the leases says so. */
@ApplicationScoped
class KitLoops implements Loops {
    private final Vertx vertx;

    KitLoops(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Running start(String name, Duration period, Supplier<Uni<Boolean>> task) {
        var loop = Loop.start(
                vertx,
                name,
                period,
                () -> task.get().onFailure(KitLoops::leaseLost).recoverWithItem(false));
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

    private static boolean leaseLost(Throwable failure) {
        return failure instanceof LeaseLost || failure.getCause() instanceof LeaseLost;
    }
}
