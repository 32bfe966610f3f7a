package dev.comfymesh.executor.adapter.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How often one kind of request may be made: as often as the provider states, and not at all for as long as it asks for. */
final class Rate {
    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private Instant begun = Instant.MIN;
    private Instant closedUntil = Instant.MIN;
    private int made;

    /** {@code most} in any window of ours; the provider's own may lie otherwise, so that it may still say no. */
    Rate(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** How long to wait before one more; zero when it may be made now, and then it is counted. */
    synchronized Duration enter() {
        var now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return Duration.between(now, closedUntil);
        }
        if (!now.minus(window).isBefore(begun)) {
            begun = now;
            made = 0;
        }
        if (made == most) {
            return Duration.between(now, begun.plus(window));
        }
        made++;
        return Duration.ZERO;
    }

    synchronized void close(Duration pause) {
        closedUntil = clock.instant().plus(pause);
    }
}
