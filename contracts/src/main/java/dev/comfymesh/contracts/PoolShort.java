package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All added candidates have ended and fewer than the wanted number passed. Key: job and wave. */
public record PoolShort(UUID jobId, Instant at, int wave, int missing, List<ReasonCount> reasons) implements JobFact {
    public PoolShort {
        reasons = List.copyOf(reasons);
    }
}
