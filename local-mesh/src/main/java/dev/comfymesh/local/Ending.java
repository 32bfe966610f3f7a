package dev.comfymesh.local;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a process came to its end after it was asked to. */
public enum Ending {
    /** It ended by itself within the limit. */
    ASKED,
    /** It did not, and was killed. */
    KILLED;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Asks the process to end, kills it when it has not after the limit, and returns once it is gone. */
    public static Ending of(ProcessHandle process, Duration limit) {
        process.destroy();
        if (comesWithin(process, limit)) {
            return ASKED;
        }
        process.destroyForcibly();
        comesWithin(process, limit);
        return KILLED;
    }

    /** Waits for the end of a process; answers whether it came. */
    public static boolean comesWithin(ProcessHandle process, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!hasCome(process)) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                return false;
            }
            awaitExit(process, left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS);
        }
        return true;
    }

    /** Whether the process is gone. One that only waits for its parent to take notice has nothing left to run. */
    static boolean hasCome(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }

    private static void awaitExit(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            // The caller looks again.
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ends", interrupted);
        }
    }
}
