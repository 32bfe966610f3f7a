package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetKind;
import java.time.Duration;
import java.time.Instant;

/**
 * How much a target may hold: our attempts up to its slots, and on a node, which runs one at a time, the next one only
 * shortly before what is there is expected to end: until then a better place may come free. One that failed or has just
 * returned holds less than its slots.
 *
 * @param queueAhead how long before that expected end
 * @param foreignLimit how many runs of others may be there at most
 */
public record Workload(Duration queueAhead, int foreignLimit) {

    /** Whether the target can take one more beside {@code held} of ours, which take at least {@code leftMillis} more. */
    boolean hasRoom(Target target, int held, long leftMillis, Instant now) {
        if (held >= target.standing().slotsOf(target.slots(), now)) {
            return false;
        }
        return target.kind() == TargetKind.PROVIDER || leftMillis <= queueAhead.toMillis();
    }

    static long leftMillis(Living living, long serviceMillis, Instant now) {
        var started = living.startedAt();
        var passed =
                started == null ? 0 : Math.max(0, Duration.between(started, now).toMillis());
        return Math.max(0, serviceMillis - passed);
    }
}
