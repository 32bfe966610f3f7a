package dev.comfymesh.agent.app;

import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.Pauses;
import dev.comfymesh.agent.domain.Report.Refused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which orders could not be met, why, and when each is tried again: later each time. A new reason is logged, an old one not. */
final class Setbacks {
    private static final Logger LOG = System.getLogger(Setbacks.class.getName());
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private final Clock clock;
    private final Map<Order, Setback> setbacks = new ConcurrentHashMap<>();

    private record Setback(String reason, int times, Instant again) {}

    Setbacks(Clock clock) {
        this.clock = clock;
    }

    boolean mayTry(Order order) {
        var setback = setbacks.get(order);
        return setback == null || !clock.instant().isBefore(setback.again());
    }

    void add(Order order, String reason) {
        var before = setbacks.get(order);
        if (before == null || !before.reason().equals(reason)) {
            LOG.log(Level.WARNING, "{0}/{1} is not placed: {2}", order.folder(), order.name(), reason);
        }
        var times = before == null ? 1 : before.times() + 1;
        setbacks.put(order, new Setback(reason, times, clock.instant().plus(PAUSES.after(times, 0.5))));
    }

    void clear(Order order) {
        setbacks.remove(order);
    }

    /** Forgets what nobody wants any more. */
    void keep(List<Order> wanted) {
        setbacks.keySet().retainAll(wanted);
    }

    List<Refused> refused() {
        return setbacks.entrySet().stream()
                .map(entry ->
                        new Refused(entry.getKey().sha256(), entry.getValue().reason()))
                .toList();
    }
}
