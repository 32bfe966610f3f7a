package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The pool is closed and its best candidates are ranked; nothing else of the job needs to run. Key: job. */
public record PoolSelected(
        UUID jobId, Instant at, List<Selected> selection, boolean complete, List<ReasonCount> reasons)
        implements JobFact {
    public PoolSelected {
        selection = List.copyOf(selection);
        reasons = List.copyOf(reasons);
    }
}
