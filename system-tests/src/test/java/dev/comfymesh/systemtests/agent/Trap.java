package dev.comfymesh.systemtests.agent;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the process that it was set in, as {@code kill -9} does, at the n-th arrival at one place. Every class loader of the
 * process sees it, so it knows nothing but Java.
 */
public final class Trap {
    private static final AtomicInteger LEFT = new AtomicInteger();
    private static final int KILLED = 137;
    private static volatile String place = "";

    private Trap() {}

    /** Sets it: the {@code arrivals}-th arrival at this place, counted from 1, is the last thing that happens. */
    public static void set(String at, int arrivals) {
        LEFT.set(arrivals);
        place = at;
    }

    public static void arrive(String at) {
        if (at.equals(place) && LEFT.decrementAndGet() == 0) {
            System.err.println("trap: halted at " + at);
            Runtime.getRuntime().halt(KILLED);
        }
    }

    public static Runnable arrival(String at) {
        return () -> arrive(at);
    }

    /** The same stage, with an arrival once it has gone well. */
    public static <T> CompletionStage<T> afterwards(CompletionStage<T> stage, String at) {
        return stage.thenApply(result -> {
            arrive(at);
            return result;
        });
    }
}
