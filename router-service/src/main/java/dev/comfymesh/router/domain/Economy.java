package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import java.time.Duration;

/**
 * How money, time and fairness are weighed against each other; its name and version stand in every decision.
 *
 * @param loads how long models take to load that a target does not have at hand
 * @param patience how long a candidate waits at most, for its priority, for a target that has its models at hand
 * @param patiencePerCent of the time that it has, which bounds that too
 * @param window how many candidates are asked in one round that are not placed; all the others wait unasked
 */
public record Economy(
        String name,
        int version,
        Worth low,
        Worth normal,
        Worth high,
        Loads loads,
        int patiencePerCent,
        Fairness fairness,
        int window) {

    /** What counts for candidates of one priority. */
    public record Worth(Lateness lateness, Duration patience) {
        public static final Worth NONE = new Worth(Lateness.NONE, Duration.ZERO);
    }

    /** How long one model file takes, from the memory of the target's host and from disk. */
    public record Loads(Duration fromHost, Duration fromDisk) {
        public static final Loads NONE = new Loads(Duration.ZERO, Duration.ZERO);
    }

    /** Only price and wait count, waiting for something better never pays, and tenants share by what they run. */
    public static final Economy PLAIN = new Economy(
            "plain", 1, Worth.NONE, Worth.NONE, Worth.NONE, Loads.NONE, 0, Fairness.OF_RUNNING, Integer.MAX_VALUE);

    public Economy {
        if (window < 1) {
            throw new IllegalArgumentException("window %d must be at least 1".formatted(window));
        }
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
        return window < Integer.MAX_VALUE;
    }

    String signature() {
        return name + "/" + version;
    }
}
