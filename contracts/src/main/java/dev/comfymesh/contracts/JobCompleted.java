package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The job ended with a delivery; {@code complete} says whether all wanted candidates are in it. Key: job. */
public record JobCompleted(UUID jobId, Instant at, List<Selected> selection, boolean complete, long spentMicros)
        implements JobFact {
    public JobCompleted {
        selection = List.copyOf(selection);
    }
}
