package dev.comfymesh.router.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the matcher goes by.
 *
 * @param loads how long models take to load
 * @param ageing each such span of waiting lifts a candidate by one level of priority
 * @param patience how long a candidate that no known target can run waits for one that was never seen
 * @param startWithin how long after the assignment an attempt may still start
 * @param runWithin how long after the assignment it must have ended, whatever the deadline
 * @param mostAtOnce how many candidates one round places at most: the next follows at once
 * @param economy for jobs that ask for no other
 * @param named by the names by which jobs may ask for them
 */
public record Policy(
        List<Filter> filters,
        Workload workload,
        Loads loads,
        Fairness fairness,
        Duration ageing,
        Duration patience,
        Duration startWithin,
        Duration runWithin,
        int mostAtOnce,
        Economy economy,
        Map<String, Economy> named) {
    public Policy {
        filters = List.copyOf(filters);
        named = Map.copyOf(named);
    }

    /** Which weighs nothing but price and wait, and shares by what tenants run. */
    public Policy(
            List<Filter> filters,
            Workload workload,
            Pricing pricing,
            Duration ageing,
            Duration patience,
            Duration startWithin,
            Duration runWithin,
            int mostAtOnce) {
        this(
                filters,
                workload,
                Loads.NONE,
                Fairness.OF_RUNNING,
                ageing,
                patience,
                startWithin,
                runWithin,
                mostAtOnce,
                Economy.plain(pricing),
                Map.of());
    }

    /** The one that a job asks for by its name; the usual one where there is none of that name. */
    Economy economy(@Nullable String name) {
        return name == null ? economy : named.getOrDefault(name, economy);
    }

    /** The one of that name; empty where there is none. */
    public Optional<Economy> named(String name) {
        return economy.name().equals(name) ? Optional.of(economy) : Optional.ofNullable(named.get(name));
    }

    /** Whether any candidate may wait for something better although there is room. */
    boolean waitsForBetter() {
        return economy.waitsForBetter() || named.values().stream().anyMatch(Economy::waitsForBetter);
    }
}
