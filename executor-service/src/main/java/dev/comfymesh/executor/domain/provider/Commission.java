package dev.comfymesh.executor.domain.provider;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt as a provider is to take it: what to do, by when, and where to tell the end of it. */
public record Commission(
        UUID attemptId,
        Work work,
        Duration startWithin,
        Duration runWithin,
        @Nullable String webhook) {
    public Commission {
        if (!startWithin.isPositive() || !runWithin.isPositive()) {
            throw new IllegalArgumentException("no time to start or to run: " + startWithin + ", " + runWithin);
        }
    }

    public Duration within() {
        return startWithin.plus(runWithin);
    }
}
