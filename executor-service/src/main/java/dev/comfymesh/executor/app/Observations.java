package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.TargetObserved;
import io.smallrye.mutiny.Uni;

/** Tells the mesh what was seen of targets. */
@CheckReturnValue
public interface Observations {
    Uni<Void> publish(TargetObserved observed);
}
