package dev.comfymesh.executor.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run, its last sign of life, and since when the same thing is seen again and again. Only looks count as
 * seen; whatever is learned from elsewhere leaves that as it is.
 */
public record Watch(
        RunState known, Instant lastSign, @Nullable Class<? extends Sighting> seen, Instant since, int looks) {

    /** Of a run of which no more is known than that its attempt is in this state. */
    public static Watch from(AttemptState attempt, Instant now) {
        return new Watch(RunState.of(attempt), now, null, now, 0);
    }

    /** After one more look. Seeing something new of a living run is a sign of life. */
    public Watch after(Sighting sighting, Instant now) {
        var kind = sighting.getClass();
        if (kind == seen) {
            return new Watch(known, lastSign, kind, since, looks + 1);
        }
        var alive = sighting instanceof Sighting.Pending || sighting instanceof Sighting.Running;
        return new Watch(known, alive ? now : lastSign, kind, now, 1);
    }

    /** After a sign, as the rules have it; whatever the node says of the run on its own is a sign of life. */
    public Watch learned(Sign sign, Instant now) {
        var rule = RunRules.of(known, sign);
        var alive = sign.source() == Sign.Source.EVENT ? stirred(now) : this;
        return rule == null ? alive : alive.in(rule.next(known));
    }

    /** As if there had been a sign of life. */
    public Watch stirred(Instant now) {
        return new Watch(known, now, seen, since, looks);
    }

    private Watch in(RunState next) {
        return next == known ? this : new Watch(next, lastSign, seen, since, looks);
    }

    boolean sameFor(Duration duration, Instant now) {
        return !now.isBefore(since.plus(duration));
    }

    boolean lifelessFor(Duration duration, Instant now) {
        return !now.isBefore(lastSign.plus(duration));
    }
}
