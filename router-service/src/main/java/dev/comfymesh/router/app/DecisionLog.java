package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decisions that were made, as they were explained then. */
@CheckReturnValue
public interface DecisionLog {
    /** Those of a job, in the order in which they were made; empty for a job that is not known. */
    Uni<Optional<List<StoredDecision>>> of(UUID jobId);

    /** Those no older than this that were made before that one, or the latest where it is null; the newest first, at most so many. */
    Uni<List<StoredDecision>> before(@Nullable StoredDecision last, Instant oldest, int most);

    /** The latest that are no older than this, the newest first, at most so many. */
    Uni<List<StoredDecision>> since(Instant oldest, int most);
}
