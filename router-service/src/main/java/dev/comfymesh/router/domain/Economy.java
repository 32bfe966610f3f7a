package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import java.time.Duration;

/**
 * How money is weighed against time, under a name that a job may ask for; name and version stand in every decision.
 *
 * @param patiencePerCent of the time that a candidate has, for which it waits at most for a target that has its models at
 *     hand
 */
public record Economy(
        String name, int version, Pricing pricing, Worth low, Worth normal, Worth high, int patiencePerCent) {

    /**
     * What counts for candidates of one priority.
     *
     * @param patience how long they wait at most for a target that has their models at hand
     */
    public record Worth(Lateness lateness, Duration patience) {
        public static final Worth NONE = new Worth(Lateness.NONE, Duration.ZERO);
    }

    /** Only price and wait count, and waiting for something better never pays. */
    public static Economy plain(Pricing pricing) {
        return new Economy("plain", 1, pricing, Worth.NONE, Worth.NONE, Worth.NONE, 0);
    }

    Worth worth(Priority priority) {
        return switch (priority) {
            case LOW -> low;
            case NORMAL -> normal;
            case HIGH -> high;
        };
    }

    /** Whether a candidate may wait for something better although there is room. */
    boolean waitsForBetter() {
        return !(low.equals(Worth.NONE) && normal.equals(Worth.NONE) && high.equals(Worth.NONE));
    }

    String signature() {
        return name + "/" + version;
    }
}
