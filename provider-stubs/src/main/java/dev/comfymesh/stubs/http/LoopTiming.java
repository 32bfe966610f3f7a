package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.domain.Timing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The time of an event loop: what is run later is run on it. */
final class LoopTiming implements Timing {
    private static final Logger LOG = System.getLogger(LoopTiming.class.getName());

    private final Vertx vertx;
    private final Context loop;

    LoopTiming(Vertx vertx, Context loop) {
        this.vertx = vertx;
        this.loop = loop;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void later(Duration delay, Runnable deed) {
        if (delay.toMillis() < 1) {
            loop.runOnContext(_ -> deed.run());
        } else {
            vertx.setTimer(delay.toMillis(), _ -> loop.runOnContext(_ -> deed.run()));
        }
    }

    @Override
    public <T> void aside(Supplier<T> work, Consumer<T> then) {
        loop.executeBlocking(work::get, false)
                .onSuccess(then::accept)
                .onFailure(failure -> LOG.log(Level.ERROR, "the work of a job broke", failure));
    }
}
