package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.FailureClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has ended, as far as something can be learned from it.
 *
 * @param grade of its target
 * @param failure null after a success
 * @param gpuMillis nothing where the target had made the same before
 * @param loadMillis what was expected to pass before the run proper, for models that were not at hand
 * @param meteredMicros what the target's own meter says that it cost; null where it has none
 */
public record Run(
        UUID attemptId,
        String targetId,
        String grade,
        String shape,
        @Nullable FailureClass failure,
        long gpuMillis,
        long loadMillis,
        long microsPerHour,
        @Nullable Long meteredMicros,
        Instant at) {}
