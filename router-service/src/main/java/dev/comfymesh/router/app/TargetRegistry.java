package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.router.app.StoredTarget.Origin;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The targets of the mesh; every real change is published in its transaction, a repetition changes nothing. */
@CheckReturnValue
public interface TargetRegistry {
    /** All of them, in the order of their ids. */
    Uni<List<StoredTarget>> all();

    Uni<Optional<StoredTarget>> find(String targetId);

    /** Defines the target or changes it; a cordon stays. */
    Uni<Void> put(TargetSpec spec, Origin origin);

    /** Takes it out of the mesh; false when there is no such target. */
    Uni<Boolean> remove(String targetId);

    /** Keeps new work away from the target, or lets it in again; false when there is no such target. */
    Uni<Boolean> cordon(String targetId, boolean cordoned);
}
