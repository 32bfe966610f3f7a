package dev.comfymesh.scoring.app;

import dev.comfymesh.contracts.Intent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that waits to be measured; {@code tries} counts how often somebody has taken it, this time included.
 *
 * @param intent what the pictures of its pool are to show; null where nobody said so
 * @param late whether nobody needs to look at it any more
 */
public record Work(
        String candidateId,
        UUID jobId,
        String profile,
        String objectKey,
        long bytes,
        int tries,
        @Nullable Intent intent,
        boolean late,
        @Nullable String traceparent) {}
