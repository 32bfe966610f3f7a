package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.provider.LookPace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When a run at a provider is looked at next, and when its end is asked for once more. */
final class ProviderVisits {
    private final LookPace pace;
    private final Clock clock;

    // Set by whoever hears of the run, too.
    private volatile Instant next = Instant.MIN;

    // The loop's alone.
    private Instant since;
    private Instant cancelAgain = Instant.MIN;
    private int cancels;

    ProviderVisits(LookPace pace, Clock clock) {
        this.pace = pace;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** The run began now. */
    void begin() {
        since = clock.instant();
    }

    boolean lastFor(Duration time) {
        return !clock.instant().isBefore(since.plus(time));
    }

    boolean isDue() {
        return !clock.instant().isBefore(next);
    }

    void atOnce() {
        next = Instant.MIN;
    }

    /** Answers after which time, by how long it has taken and how many runs are looked at. */
    Duration later(int runs) {
        var pause = pace.pause(Duration.between(since, clock.instant()), runs);
        notWithin(pause);
        return pause;
    }

    void notWithin(Duration pause) {
        next = clock.instant().plus(pause);
    }

    /** True once, and again after a pause that grows each time. */
    boolean cancelIsDue() {
        var now = clock.instant();
        if (now.isBefore(cancelAgain)) {
            return false;
        }
        cancelAgain = now.plus(pace.pauseAfter(cancels));
        cancels++;
        return true;
    }
}
