package dev.comfymesh.executor.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was seen of a run so far: the last sign of life, and since when the same thing is seen again and again. */
public record Watch(Instant lastSign, @Nullable Class<? extends Sighting> seen, Instant since, int looks) {

    public static Watch from(Instant now) {
        return new Watch(now, null, now, 0);
    }

    /** After one more look. Seeing something new of a living run is a sign of life. */
    public Watch after(Sighting sighting, Instant now) {
        var kind = sighting.getClass();
        if (kind == seen) {
            return new Watch(lastSign, kind, since, looks + 1);
        }
        var alive = sighting instanceof Sighting.Pending || sighting instanceof Sighting.Running;
        return new Watch(alive ? now : lastSign, kind, now, 1);
    }

    /** After an event that the node sent about the run. */
    public Watch stirred(Instant now) {
        return new Watch(now, seen, since, looks);
    }

    boolean sameFor(Duration duration, Instant now) {
        return !now.isBefore(since.plus(duration));
    }

    boolean lifelessFor(Duration duration, Instant now) {
        return !now.isBefore(lastSign.plus(duration));
    }
}
