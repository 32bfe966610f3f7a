package dev.comfymesh.scoring.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** The pools as they stand. */
@CheckReturnValue
public interface PoolCatalog {
    Uni<Optional<StoredPool>> find(UUID jobId);
}
