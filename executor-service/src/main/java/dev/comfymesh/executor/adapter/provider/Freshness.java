package dev.comfymesh.executor.adapter.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Believes a message only around the time at which it says that it was sent: what was overheard is of no use later. */
public record Freshness(Clock clock) {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** {@code seconds} is a Unix time in text. */
    public boolean holds(String seconds) {
        return seconds.matches("\\d{1,12}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), clock.instant())
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }
}
