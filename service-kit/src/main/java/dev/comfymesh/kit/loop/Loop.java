package dev.comfymesh.kit.loop;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;

/**
 * One task that runs when woken and at least every period, on a safe Vert.x context of its own; it never runs twice at
 * once, and a wake-up while it runs makes it run once more. A task that fails is logged and tried again after the period.
 */
public final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Set<Loop> GOING = ConcurrentHashMap.newKeySet();
    private static final long NEVER = 0;

    private final Vertx vertx;
    private final Context context;
    private final String name;
    private final Supplier<Uni<Boolean>> task;
    private final long timer;

    // By the monotonic clock; what is wanted while the task runs waits for its end.
    private final AtomicLong wantedSince = new AtomicLong(NEVER);
    private volatile long runningSince = NEVER;

    // Touched on the context's event loop alone.
    private boolean running;
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
        var loop = new Loop(vertx, name, period, task);
        GOING.add(loop);
        return loop;
    }

    /**
     * The names of this Vert.x instance's loops whose task was to run, or began, longer ago than the limit, and has not
     * ended: it waits for something that never comes, or its event loop is blocked.
     */
    public static List<String> stuck(Vertx vertx, Duration limit) {
        return GOING.stream()
                .filter(loop -> loop.vertx == vertx && loop.isLateBy(limit))
                .map(loop -> loop.name)
                .sorted()
                .toList();
    }

    /** Makes the task run soon; callable from any thread, cheap. */
    public void wake() {
        if (wantedSince.compareAndSet(NEVER, System.nanoTime())) {
            context.runOnContext(_ -> runIfWanted());
        }
    }

    /** No run starts from now on; one that is under way ends by itself. */
    public void stop() {
        GOING.remove(this);
        vertx.cancelTimer(timer);
        context.runOnContext(_ -> stopped = true);
    }

    private boolean isLateBy(Duration limit) {
        var now = System.nanoTime();
        return LongStream.of(wantedSince.get(), runningSince)
                .anyMatch(since -> since != NEVER && now - since > limit.toNanos());
    }

    private void runIfWanted() {
        if (running || stopped || wantedSince.get() == NEVER) {
            return;
        }
        running = true;
        runningSince = wantedSince.getAndSet(NEVER);
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
            rest();
            if (more) {
                wantedSince.compareAndSet(NEVER, System.nanoTime());
            }
            runIfWanted();
        });
    }

    private void failed(Throwable cause) {
        context.runOnContext(_ -> {
            failures++;
            LOG.warnf(cause, "%s failed %d times in a row and will try again", name, failures);
            rest();
            // Wake-ups that came meanwhile wait for the timer, so that a broken database is not hammered.
            wantedSince.set(NEVER);
        });
    }

    private void rest() {
        running = false;
        runningSince = NEVER;
    }
}
