package dev.comfymesh.router.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is trusted: some faults in a row or one lie eject it, each time for twice as long. After its return it
 * is on probation: it is given one attempt at a time, and one more fault ejects it again; an honest result clears it.
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

    /** Whether an ejection is over and no honest result has come since. */
    boolean onProbation(Instant now) {
        return ejections > 0 && !ejectedAt(now);
    }

    /** After a failure that was the target's fault; those of attempts that began before an ejection change nothing. */
    public Standing failed(Ejection ejection, Instant now) {
        if (ejectedAt(now)) {
            return this;
        }
        var trusted = ejections == 0;
        if (trusted && failuresInRow + 1 < ejection.failures()) {
            return new Standing(failuresInRow + 1, ejections, ejectedUntil);
        }
        return ejected(ejection, now);
    }

    /** After a success that was none. */
    public Standing lied(Ejection ejection, Instant now) {
        return ejectedAt(now) ? this : ejected(ejection, now);
    }

    /** After a result that held what it promised; it does not shorten an ejection. */
    public Standing honest(Instant now) {
        return ejectedAt(now) ? this : CLEAN;
    }

    /** The same with its ejection lifted: on probation. */
    Standing released() {
        return new Standing(failuresInRow, ejections, null);
    }

    private Standing ejected(Ejection ejection, Instant now) {
        return new Standing(failuresInRow + 1, ejections + 1, now.plus(ejection.lasting(ejections)));
    }
}
