package dev.comfymesh.executor.adapter.loop;

import dev.comfymesh.executor.app.Loops;
import dev.comfymesh.kit.lease.LeaseLost;
import dev.comfymesh.kit.loop.Loop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loops on Vert.x contexts. A turn that finds its lease lost just ends: who keeps the leases says so. */
@ApplicationScoped
class KitLoops implements Loops {
    private final Vertx vertx;
    private final Context context;

    @Inject
    KitLoops(Vertx vertx) {
        this(vertx, ((VertxInternal) vertx).createEventLoopContext());
    }

    private KitLoops(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    @Override
    public Loops apart() {
        return new KitLoops(vertx);
    }

    @Override
    public Running start(String name, Duration period, Supplier<Uni<Boolean>> task) {
        return new OnContext(
                name, period, () -> task.get().onFailure(KitLoops::leaseLost).recoverWithItem(false));
    }

    /** A loop belongs to the context that starts it, so everything about it happens there, in order. */
    private final class OnContext implements Running {
        private @Nullable Loop loop;

        OnContext(String name, Duration period, Supplier<Uni<Boolean>> task) {
            context.runOnContext(_ -> loop = Loop.start(vertx, name, period, task));
        }

        @Override
        public void wake() {
            context.runOnContext(_ -> started().wake());
        }

        @Override
        public void wakeIn(Duration delay) {
            vertx.setTimer(Math.max(1, delay.toMillis()), _ -> wake());
        }

        @Override
        public void stop() {
            context.runOnContext(_ -> started().stop());
        }

        private Loop started() {
            return Objects.requireNonNull(loop);
        }
    }

    private static boolean leaseLost(Throwable failure) {
        return failure instanceof LeaseLost || failure.getCause() instanceof LeaseLost;
    }
}
