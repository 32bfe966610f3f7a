package dev.comfymesh.bench.routing;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that is not delivered yet, with what was tried; beside it there may be another for the same request. */
final class Work {
    private static final long PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long OF_HEDGES = 1L << 40;

    final Request request;
    private final @Nullable Work slow;
    private final Set<String> failedAt = new HashSet<>();
    private @Nullable Work hedge;
    private boolean over;
    private boolean parked;
    private int attempts;
    private int failures;
    private int outputs;
    private int revocations;

    Work(Request request) {
        this(request, null);
    }

    private Work(Request request, @Nullable Work slow) {
        this.request = request;
        this.slow = slow;
    }

    /** Another beside it, once, which avoids where it runs. */
    Work hedged(String machine) {
        var beside = new Work(request, this);
        beside.failedAt.addAll(failedAt);
        beside.failedAt.add(machine);
        hedge = beside;
        return beside;
    }

    boolean isHedge() {
        return slow != null;
    }

    boolean wasHedged() {
        return hedge != null;
    }

    /** The other of the two, as long as something may come of it. */
    @Nullable
    Work rival() {
        var other = slow == null ? hedge : slow;
        return other == null || other.over ? null : other;
    }

    /** Nothing more will come of it: it is delivered, another was, or it was tried enough. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** It is tried again only if nothing comes of the other. */
    void park() {
        parked = true;
    }

    boolean unpark() {
        var was = parked;
        parked = false;
        return was;
    }

    int attempts() {
        return attempts;
    }

    int outputs() {
        return outputs;
    }

    int revocations() {
        return revocations;
    }

    Set<String> failedAt() {
        return failedAt;
    }

    String id() {
        return request.n() + (isHedge() ? "-2" : "-1");
    }

    /** What its next attempt's luck depends on. */
    long luck() {
        return request.n() * 64L + attempts + (isHedge() ? OF_HEDGES : 0);
    }

    /** Before it is tried again: twice as long after each further failure. */
    long pauseMillis() {
        return failures == 0 ? 0 : Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS << Math.min(failures - 1, 20));
    }

    void ended(String machine, Machine.Ending ending) {
        attempts++;
        switch (ending) {
            case DELIVERED, REJECTED -> outputs++;
            case REVOKED -> {
                revocations++;
                failedAt.add(machine);
            }
            case FAILED, LIE, LOST, UNREACHABLE -> {
                failedAt.add(machine);
                failures++;
            }
        }
    }
}
