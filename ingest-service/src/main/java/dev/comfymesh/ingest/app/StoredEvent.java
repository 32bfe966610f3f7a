package dev.comfymesh.ingest.app;

import java.util.Set;
import java.util.UUID;

/** One client event as it is kept: the {@code seq}-th of its job, with its body in JSON. */
public record StoredEvent(UUID jobId, long seq, String type, String body) {
    private static final Set<String> LAST = Set.of("job.completed", "job.failed", "job.cancelled", "job.expired");

    /** Whether no event of this job can follow. */
    public boolean last() {
        return LAST.contains(type);
    }
}
