package dev.comfymesh.kit.loop;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One task that runs when woken and at least every period, on a safe Vert.x context of its own; it never runs twice at
 * once, and a wake-up while it runs makes it run once more. A task that fails is logged and tried again after the period.
 */
public final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);

    private final Vertx vertx;
    private final Context context;
    private final String name;
    private final Supplier<Uni<Boolean>> task;
    private final long timer;

    // Touched on the context's event loop alone.
    private boolean running;
    private boolean wanted;
    private int failures;
    private boolean stopped;

    private Loop(Vertx vertx, String name, Duration period, Supplier<Uni<Boolean>> task) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.name = name;
        this.task = task;
        this.timer = vertx.setPeriodic(1, period.toMillis(), _ -> wake());
    }

    /** Starts the loop; the task answers true when there is more to do at once. */
    public static Loop start(Vertx vertx, String name, Duration period, Supplier<Uni<Boolean>> task) {
        return new Loop(vertx, name, period, task);
    }

    /** Makes the task run soon; callable from any thread, cheap. */
    public void wake() {
        context.runOnContext(_ -> {
            wanted = true;
            runIfWanted();
        });
    }

    /** No run starts from now on; one that is under way ends by itself. */
    public void stop() {
        vertx.cancelTimer(timer);
        context.runOnContext(_ -> stopped = true);
    }

    private void runIfWanted() {
        if (running || !wanted || stopped) {
            return;
        }
        running = true;
        wanted = false;
        // A fresh duplicate each time: Hibernate and OpenTelemetry keep their state in it.
        var fresh = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(context));
        VertxContextSafetyToggle.setContextSafe(fresh, true);
        fresh.runOnContext(_ -> Uni.createFrom().deferred(task::get).subscribe().with(this::ran, this::failed));
    }

    private void ran(boolean more) {
        context.runOnContext(_ -> {
            if (failures > 0) {
                LOG.infof("%s works again after %d failures", name, failures);
            }
            failures = 0;
            running = false;
            wanted |= more;
            runIfWanted();
        });
    }

    private void failed(Throwable cause) {
        context.runOnContext(_ -> {
            failures++;
            LOG.warnf(cause, "%s failed %d times in a row and will try again", name, failures);
            running = false;
            // Wake-ups that came meanwhile wait for the timer, so that a broken database is not hammered.
            wanted = false;
        });
    }
}
