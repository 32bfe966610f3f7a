package dev.comfymesh.stubs.domain;

import java.time.Duration;
import java.time.Instant;

/** Counts submissions in windows that follow each other. */
public final class RateLimit {
    private Instant begun = Instant.EPOCH;
    private int taken;

    /** What is left after one more; {@code remaining} is negative when that one was too many. */
    public record State(int limit, int remaining, Duration resets) {
        public boolean exceeded() {
            return remaining < 0;
        }

        public long resetSeconds() {
            return Math.max(1, Math.ceilDiv(resets.toMillis(), 1000L));
        }
    }

    public State count(Settings settings, Instant now) {
        if (!now.isBefore(begun.plus(settings.window()))) {
            begun = now;
            taken = 0;
        }
        taken = Math.min(taken, settings.submits()) + 1;
        return new State(
                settings.submits(), settings.submits() - taken, Duration.between(now, begun.plus(settings.window())));
    }
}
