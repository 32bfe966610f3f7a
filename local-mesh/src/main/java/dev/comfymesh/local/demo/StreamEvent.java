package dev.comfymesh.local.demo;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event of a job's stream; the id is that of the last event that had one, and null before the first. */
record StreamEvent(@Nullable String id, String type, String json) {
    private static final Set<String> LAST = Set.of("job.completed", "job.failed", "job.cancelled", "job.expired");

    /** Whether the stream ends with it. */
    boolean isLast() {
        return LAST.contains(type);
    }
}
