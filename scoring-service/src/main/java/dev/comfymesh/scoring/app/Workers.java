package dev.comfymesh.scoring.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Runs what would block an event loop on another thread; the answer comes back where it was asked for. */
@CheckReturnValue
public interface Workers {
    <T> Uni<T> run(Supplier<T> work);

    /** The same for what is no examination of a picture, and so is not timed as one. */
    <T> Uni<T> compute(Supplier<T> work);
}
