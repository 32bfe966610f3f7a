package dev.comfymesh.ingest.app;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets a limited number of works through at once, and none wait. */
public final class Gate {
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    public Gate(int most) {
        this.most = most;
    }

    /** The work's outcome, or the other one when the gate is shut. */
    public <T> Uni<T> pass(Supplier<Uni<T>> work, Supplier<T> shut) {
        return Uni.createFrom().deferred(() -> {
            if (inside.incrementAndGet() > most) {
                inside.decrementAndGet();
                return Uni.createFrom().item(shut);
            }
            return Uni.createFrom().deferred(work::get).onTermination().invoke(() -> inside.decrementAndGet());
        });
    }
}
