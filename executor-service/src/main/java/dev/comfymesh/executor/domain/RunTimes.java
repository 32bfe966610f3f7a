package dev.comfymesh.executor.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Since when a run goes on, and what each node of its graph took: a node that begins ends the one before it. */
public record RunTimes(
        Instant startedAt, @Nullable String current, Instant since, Map<String, Duration> took, boolean over) {
    public RunTimes {
        took = Map.copyOf(took);
    }

    public static RunTimes from(Instant start) {
        return new RunTimes(start, null, start, Map.of(), false);
    }

    public RunTimes began(String node, Instant at) {
        return new RunTimes(startedAt, node, at, tookUntil(at), false);
    }

    public RunTimes over(Instant at) {
        return new RunTimes(startedAt, null, at, tookUntil(at), true);
    }

    private Map<String, Duration> tookUntil(Instant at) {
        var longer = new HashMap<>(took);
        if (current != null) {
            longer.merge(current, Duration.between(since, at), Duration::plus);
        }
        return longer;
    }
}
