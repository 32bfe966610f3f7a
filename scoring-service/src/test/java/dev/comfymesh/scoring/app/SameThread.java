package dev.comfymesh.scoring.app;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Works where it is asked. */
final class SameThread implements Workers {
    @Override
    public <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().item(work);
    }

    @Override
    public <T> Uni<T> compute(Supplier<T> work) {
        return run(work);
    }
}
