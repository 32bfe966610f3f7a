package dev.comfymesh.executor.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Loops that turn only when told to; a stopped one is gone. */
final class ManualLoops implements Loops {
    private final Map<String, Supplier<Uni<Boolean>>> tasks = new LinkedHashMap<>();

    @Override
    public Running start(String name, Duration period, Supplier<Uni<Boolean>> work) {
        tasks.put(name, work);
        return new Running() {
            @Override
            public void wake() {}

            @Override
            public void wakeIn(Duration delay) {}

            @Override
            public void stop() {
                tasks.remove(name, work);
            }
        };
    }

    @Override
    public Loops apart() {
        return this;
    }

    Set<String> running() {
        return Set.copyOf(tasks.keySet());
    }

    /** Turns all loops; one that fails is turned again the next time, like a real one. */
    void turn(int times) {
        for (int i = 0; i < times; i++) {
            List.copyOf(tasks.values()).forEach(ManualLoops::turn);
        }
    }

    private static void turn(Supplier<Uni<Boolean>> task) {
        Uni.createFrom()
                .deferred(task::get)
                .onFailure(IllegalStateException.class)
                .recoverWithItem(false)
                .await()
                .indefinitely();
    }
}
