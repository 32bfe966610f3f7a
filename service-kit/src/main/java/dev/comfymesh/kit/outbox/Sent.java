package dev.comfymesh.kit.outbox;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events that the broker has while the table does not say so yet; they are marked together, as soon as they are many or
 * the first of them was sent a while ago.
 */
final class Sent {
    static final int MANY = 200;
    static final Duration A_WHILE = Duration.ofMillis(100);

    private final Map<UUID, OffsetDateTime> times = new LinkedHashMap<>();

    void add(List<UUID> ids, Instant now) {
        ids.forEach(id -> times.put(id, now.atOffset(ZoneOffset.UTC)));
    }

    boolean isDue(Instant now) {
        return times.size() >= MANY
                || times.values().stream()
                        .limit(1)
                        .anyMatch(first -> !first.toInstant().plus(A_WHILE).isAfter(now));
    }

    UUID[] ids() {
        return times.keySet().toArray(UUID[]::new);
    }

    /** The ids, and in the same order when each was sent. */
    Tuple columns() {
        return Tuple.of(ids(), times.values().toArray(OffsetDateTime[]::new));
    }

    void clear() {
        times.clear();
    }
}
