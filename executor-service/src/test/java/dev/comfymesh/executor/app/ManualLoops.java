package dev.comfymesh.executor.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** One loop that turns only when told to. */
final class ManualLoops implements Loops {
    private Supplier<Uni<Boolean>> task = () -> Uni.createFrom().item(false);

    @Override
    public Running start(String name, Duration period, Supplier<Uni<Boolean>> work) {
        task = work;
        return new Running() {
            @Override
            public void wake() {}

            @Override
            public void wakeIn(Duration delay) {}

            @Override
            public void stop() {}
        };
    }

    void turn(int times) {
        for (int i = 0; i < times; i++) {
            task.get().await().indefinitely();
        }
    }
}
