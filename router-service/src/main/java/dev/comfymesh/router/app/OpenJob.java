package dev.comfymesh.router.app;

import java.time.Instant;
import java.util.UUID;

/** A job whose row the transaction holds: nobody else changes anything of it until the transaction ends. */
public record OpenJob(
        UUID jobId,
        String tenantId,
        Instant deadline,
        long seed,
        int deliver,
        int maxCandidates,
        int added,
        int wave,
        long capMicros,
        long spentMicros,
        boolean selected,
        boolean cancelled) {

    /** Whether anything of it may still be started. */
    boolean isWanted() {
        return !selected && !cancelled;
    }
}
