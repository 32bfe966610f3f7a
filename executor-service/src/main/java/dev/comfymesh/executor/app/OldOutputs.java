package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.OutputKeys;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which outputs are of no use any more. What is not reported as removed is answered again: nothing is forgotten. */
@CheckReturnValue
public interface OldOutputs {
    /** Of some attempts that failed before then. */
    Uni<List<OutputKeys>> ofFailedBefore(Instant before);

    Uni<Void> removedOfAttempts(Collection<UUID> attempts);

    /** Some jobs whose pool was closed before then, or that were never heard of again. */
    Uni<List<UUID>> jobsSettledBefore(Instant before);

    /** Of all attempts of these jobs but the selected ones. */
    Uni<List<OutputKeys>> unselected(Collection<UUID> jobs);

    Uni<Void> removedOfJobs(Collection<UUID> jobs);
}
