package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.router.app.StoredTarget.Origin;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The targets of the mesh; every real change is published in its transaction, a repetition changes nothing. */
@CheckReturnValue
public interface TargetRegistry {
    /** All of them, in the order of their ids. */
    Uni<List<StoredTarget>> all();

    Uni<Optional<StoredTarget>> find(String targetId);

    /** How many attempts live on each target; none where it is not named. */
    Uni<Map<String, Integer>> living();

    /** Defines the target or changes it; a cordon stays, and so does a drain. */
    Uni<Void> put(TargetSpec spec, Origin origin);

    /** Takes it out of the mesh, unless attempts live there. */
    Uni<Removal> remove(String targetId);

    /** Keeps new work away from the target, or lets it in again, which ends a drain; false when there is no such target. */
    Uni<Boolean> cordon(String targetId, boolean cordoned);

    /** Cordons the target and asks what still lives there at that time to leave, if one is named; false when there is none such. */
    Uni<Boolean> drain(String targetId, @Nullable Instant revokeAt);
}
