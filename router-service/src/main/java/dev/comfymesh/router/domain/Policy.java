package dev.comfymesh.router.domain;

import java.time.Duration;
import java.util.List;

/**
 * What the matcher goes by.
 *
 * @param ageing each such span of waiting lifts a candidate by one level of priority
 * @param patience how long a candidate that no known target can run waits for one that was never seen
 * @param startWithin how long after the assignment an attempt may still start
 * @param runWithin how long after the assignment it must have ended, whatever the deadline
 * @param mostAtOnce how many candidates one round places at most: the next follows at once
 */
public record Policy(
        List<Filter> filters,
        Workload workload,
        Pricing pricing,
        Duration ageing,
        Duration patience,
        Duration startWithin,
        Duration runWithin,
        int mostAtOnce,
        Economy economy) {
    public Policy {
        filters = List.copyOf(filters);
    }

    /** Which weighs nothing but price and wait. */
    public Policy(
            List<Filter> filters,
            Workload workload,
            Pricing pricing,
            Duration ageing,
            Duration patience,
            Duration startWithin,
            Duration runWithin,
            int mostAtOnce) {
        this(filters, workload, pricing, ageing, patience, startWithin, runWithin, mostAtOnce, Economy.PLAIN);
    }
}
