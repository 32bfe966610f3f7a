package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the router must know of a job to place its candidates; {@code nodeClasses} are those that its graph uses. */
public record Job(
        UUID jobId,
        Tenant tenant,
        String digest,
        Set<String> nodeClasses,
        Priority priority,
        Instant deadline,
        long capMicros,
        long spentMicros,
        @Nullable String traceparent) {

    public Job {
        nodeClasses = Set.copyOf(nodeClasses);
    }
}
