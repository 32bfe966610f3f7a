package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;

/** The GPU time that a tenant was served lately: what was served a half-life ago counts half. */
public record Served(double millis, Instant at) {
    public static final Served NOTHING = new Served(0, Instant.EPOCH);

    public Served plus(double more, Instant now, Duration halfLife) {
        return new Served(millisAt(now, halfLife) + more, now);
    }

    public double millisAt(Instant now, Duration halfLife) {
        return millis * Decay.left(at, now, halfLife);
    }
}
