package dev.comfymesh.stubs.domain;

import java.time.Duration;

/**
 * How an account at a provider is provided for. A worker that had nothing to do for {@code warmFor} starts cold; runs take
 * {@code run} and up to {@code jitter} more; of submissions at most {@code submits} are taken in a {@code window}. In an
 * {@code outage} nobody is answered, while what was taken goes on.
 */
public record Settings(
        int workers,
        Duration coldStart,
        Duration warmFor,
        Duration run,
        Duration jitter,
        Duration retention,
        int submits,
        Duration window,
        Duration webhookPause,
        Duration webhookLateness,
        int slowFactor,
        boolean outage) {

    public static final Settings USUAL = new Settings(
            3,
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofMinutes(30),
            600,
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            5,
            false);

    public Settings {
        if (workers < 1 || submits < 1 || slowFactor < 1 || window.isZero()) {
            throw new IllegalArgumentException("workers, submits, slowFactor and window are at least 1");
        }
    }
}
