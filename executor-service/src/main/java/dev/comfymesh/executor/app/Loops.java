package dev.comfymesh.executor.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** Background work: a task that runs when woken and at least every period, never twice at once. */
public interface Loops {
    /** Starts the task; it answers true when there is more to do at once. A failed run is tried again after the period. */
    Running start(String name, Duration period, Supplier<Uni<Boolean>> task);

    /** Loops that share one thread with each other, and as far as there are others with nobody else. */
    Loops apart();

    interface Running {
        void wake();

        void wakeIn(Duration delay);

        void stop();
    }
}
