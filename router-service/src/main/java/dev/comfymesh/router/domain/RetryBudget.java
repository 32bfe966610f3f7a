package dev.comfymesh.router.domain;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many retries there may be: a share of the attempts of the last minute, of each tenant and of all together, so that an
 * outage is not amplified by those who fail in it. The oldest go first; the others wait, and never for ever, as some may go
 * however little else does.
 *
 * @param perCent the share
 * @param leastOfTenant so many retries a minute each tenant has in any case
 * @param least so many all together have in any case
 */
public record RetryBudget(int perCent, int leastOfTenant, int least) {
    // What is forgotten with this half-life adds up to what one minute brings.
    private static final Duration HALF_LIFE = Duration.ofMillis(41_589);

    /** What was assigned of late, the longer ago the less it counts. */
    public record Recent(double attempts, double retries, Instant at) {
        public static final Recent NOTHING = new Recent(0, 0, Instant.EPOCH);

        public Recent plus(boolean retry, Instant now) {
            var left = Decay.left(at, now, HALF_LIFE);
            return new Recent(attempts * left + 1, retries * left + (retry ? 1 : 0), now);
        }

        /** How many retries there may be now. */
        private int room(int perCent, int least, Instant now) {
            var left = Decay.left(at, now, HALF_LIFE);
            return (int) Math.max(0, Math.ceil(Math.max(least, attempts * left * perCent / 100) - retries * left));
        }
    }

    /** The retries that are due and have to wait for all that. */
    public List<Candidate> held(Collection<Candidate> waiting, Recent all, Map<String, Recent> byTenant, Instant now) {
        var due = new ArrayList<Candidate>();
        for (var candidate : waiting) {
            if (candidate.attempts() > 0 && !now.isBefore(candidate.notBefore())) {
                due.add(candidate);
            }
        }
        return due.isEmpty() ? List.of() : held(due, all.room(perCent, least, now), rooms(due, byTenant, now));
    }

    private static List<Candidate> held(List<Candidate> due, int roomForAll, Map<String, Integer> rooms) {
        if (due.size() <= Math.min(roomForAll, Collections.min(rooms.values()))) {
            return List.of();
        }
        due.sort(Candidate.BY_AGE);
        var held = new ArrayList<Candidate>();
        var left = roomForAll;
        for (var candidate : due) {
            if (left > 0 && rooms.merge(candidate.job().tenant().id(), -1, Integer::sum) >= 0) {
                left--;
            } else {
                held.add(candidate);
            }
        }
        return held;
    }

    private Map<String, Integer> rooms(List<Candidate> due, Map<String, Recent> byTenant, Instant now) {
        return due.stream()
                .map(candidate -> candidate.job().tenant().id())
                .distinct()
                .collect(toMap(
                        tenant -> tenant,
                        tenant -> byTenant.getOrDefault(tenant, Recent.NOTHING).room(perCent, leastOfTenant, now),
                        Integer::sum,
                        HashMap::new));
    }
}
