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

    public Job withSpent(long micros) {
        return with(nodeClasses, micros);
    }

    /** The same with an equal set that other jobs have too. */
    public Job sharing(Set<String> equalClasses) {
        return with(equalClasses, spentMicros);
    }

    private Job with(Set<String> nodeClasses, long spentMicros) {
        return new Job(jobId, tenant, digest, nodeClasses, priority, deadline, capMicros, spentMicros, traceparent);
    }
}
