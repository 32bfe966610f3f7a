package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is trusted: failures in a row that were its own fault eject it, each time for twice as long, and one
 * more failure after its return is enough; an honest result clears it.
 */
public record Standing(
        int failuresInRow, int ejections, @Nullable Instant ejectedUntil) {
    public static final Standing CLEAN = new Standing(0, 0, null);

    /** When a target is ejected, and for how long. */
    public record Ejection(int failures, Duration first, Duration longest) {
        Duration lasting(int ejections) {
            var doubled = first.multipliedBy(1L << Math.min(ejections, 20));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    public boolean ejectedAt(Instant now) {
        return ejectedUntil != null && now.isBefore(ejectedUntil);
    }

    /** After a failure that was the target's fault; those of attempts that began before an ejection change nothing. */
    public Standing failed(Ejection ejection, Instant now) {
        if (ejectedAt(now)) {
            return this;
        }
        var failures = failuresInRow + 1;
        var trusted = ejections == 0;
        if (trusted && failures < ejection.failures()) {
            return new Standing(failures, ejections, ejectedUntil);
        }
        return new Standing(failures, ejections + 1, now.plus(ejection.lasting(ejections)));
    }

    /** After a result that held what it promised; it does not shorten an ejection. */
    public Standing honest(Instant now) {
        return ejectedAt(now) ? this : CLEAN;
    }
}
