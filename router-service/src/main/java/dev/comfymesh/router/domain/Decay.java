package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;

/** How much of what was counted still counts. */
final class Decay {
    private Decay() {}

    /** One at first, a half after the half-life; time does not run backwards. */
    static double left(Instant since, Instant now, Duration halfLife) {
        var passed = Duration.between(since, now);
        return passed.isPositive() ? StrictMath.pow(0.5, passed.toMillis() / (double) halfLife.toMillis()) : 1;
    }
}
