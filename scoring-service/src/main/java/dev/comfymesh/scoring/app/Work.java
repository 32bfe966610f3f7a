package dev.comfymesh.scoring.app;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A candidate that waits to be measured; {@code tries} counts how often somebody has taken it, this time included. */
public record Work(
        String candidateId,
        UUID jobId,
        String profile,
        String objectKey,
        long bytes,
        int tries,
        @Nullable String traceparent) {}
