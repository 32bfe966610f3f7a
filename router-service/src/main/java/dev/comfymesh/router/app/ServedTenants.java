package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The time that each tenant was served lately: read from the attempts by a new holder of the lease, and followed from then on
 * as attempts end.
 */
final class ServedTenants {
    // Less than this makes no difference to anybody.
    private static final double FORGOTTEN_MILLIS = 1_000;

    private final Duration halfLife;
    private final Map<String, Served> served = new HashMap<>();

    ServedTenants(Duration halfLife) {
        this.halfLife = halfLife;
    }

    void replace(Map<String, Served> known) {
        served.clear();
        served.putAll(known);
    }

    Map<String, Served> all() {
        return served;
    }

    /** What never started was not served. */
    void ended(Living attempt, Instant now) {
        var started = attempt.startedAt();
        if (started != null) {
            var millis = Math.max(0, Duration.between(started, now).toMillis());
            served.merge(
                    attempt.tenantId(),
                    Served.NOTHING.plus(millis, now, halfLife),
                    (before, _) -> before.plus(millis, now, halfLife));
        }
    }

    /** Of those that lived, the ones that do not live any more. */
    void endedBut(Collection<Living> stillLiving, List<Living> before, Instant now) {
        var living = stillLiving.stream().map(Living::attemptId).collect(Collectors.toSet());
        before.stream()
                .filter(attempt -> !living.contains(attempt.attemptId()))
                .forEach(attempt -> ended(attempt, now));
        served.values().removeIf(one -> one.millisAt(now, halfLife) < FORGOTTEN_MILLIS);
    }
}
