package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.Target;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The targets as the router last defined them. */
@CheckReturnValue
public interface TargetStore {
    /** A removed target is still found, so that what runs there can be followed to its end. */
    Uni<Optional<Target>> find(String targetId);
}
