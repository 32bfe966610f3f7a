package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much a target may hold: our attempts up to its slots, and on a node, which runs one at a time, the next one only
 * shortly before what is there is expected to end: until then a better place may come free.
 *
 * @param queueAhead how long before that expected end
 * @param foreignLimit how many runs of others may be there at most
 */
public record Workload(Duration queueAhead, int foreignLimit) {

    /** Whether the target can take one more; a run of unknown length counts as if it might end at once. */
    boolean hasRoom(Target target, List<Living> there, Estimates estimates, Instant now) {
        if (there.size() >= target.slots()) {
            return false;
        }
        if (target.kind() == TargetKind.PROVIDER) {
            return true;
        }
        var left = there.stream()
                .mapToLong(living -> leftMillis(
                        living,
                        estimates.learned(living.digest(), living.targetId()).orElse(0),
                        now))
                .sum();
        return left <= queueAhead.toMillis();
    }

    /** How many runs of others the target holds; an own one that it has not shown yet hides one of theirs. */
    static int foreign(Target target, List<Living> there) {
        var seen = target.observation();
        return seen == null ? 0 : Math.max(0, seen.held() - there.size());
    }

    static long leftMillis(Living living, long serviceMillis, Instant now) {
        var started = living.startedAt();
        var passed =
                started == null ? 0 : Math.max(0, Duration.between(started, now).toMillis());
        return Math.max(0, serviceMillis - passed);
    }
}
