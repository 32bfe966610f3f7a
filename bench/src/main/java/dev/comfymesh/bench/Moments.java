package dev.comfymesh.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * When something happened to each of many things, in microseconds since 1970 of the wall clock: the only clock that all
 * processes of a machine share.
 */
record Moments(Map<UUID, Long> byId) {

    static long now() {
        return of(Instant.now());
    }

    static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    Set<UUID> ids() {
        return byId.keySet();
    }

    /** How long each of these took from here to there; those that one of the two does not know are left out. */
    Latencies until(Moments end, Collection<UUID> ids) {
        var latencies = new Latencies();
        for (var id : ids) {
            var from = byId.get(id);
            var to = end.byId.get(id);
            if (from != null && to != null) {
                latencies.add(to - from);
            }
        }
        return latencies;
    }

    /** The first moment of each group; what belongs to no group is left out. */
    Moments firstOf(Map<UUID, UUID> groups) {
        var first = new HashMap<UUID, Long>();
        groups.forEach((id, group) -> {
            var moment = byId.get(id);
            if (moment != null) {
                first.merge(group, moment, Math::min);
            }
        });
        return new Moments(first);
    }
}
