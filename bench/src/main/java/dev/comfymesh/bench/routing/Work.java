package dev.comfymesh.bench.routing;

import java.util.HashSet;
import java.util.Set;

/** A request that is not delivered yet, with what was tried. */
final class Work {
    private static final long PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    final Request request;
    private final Set<String> failedAt = new HashSet<>();
    private int attempts;
    private int failures;

    Work(Request request) {
        this.request = request;
    }

    int attempts() {
        return attempts;
    }

    Set<String> failedAt() {
        return failedAt;
    }

    /** Before it is tried again: twice as long after each further failure. */
    long pauseMillis() {
        return failures == 0 ? 0 : Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS << Math.min(failures - 1, 20));
    }

    void ended(String machine, Machine.Ending ending) {
        attempts++;
        if (ending != Machine.Ending.DELIVERED && ending != Machine.Ending.REJECTED) {
            failedAt.add(machine);
            failures++;
        }
    }
}
