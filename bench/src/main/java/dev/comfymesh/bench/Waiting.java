package dev.comfymesh.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits by looking again and again, up to a limit. */
final class Waiting {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Waiting() {}

    /** Returns once the condition holds; answers how long that took. */
    static Duration until(String what, Duration limit, BooleanSupplier condition) {
        var begin = System.nanoTime();
        if (!within(limit, condition)) {
            throw new IllegalStateException("waited %d s in vain until %s".formatted(limit.toSeconds(), what));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Returns once the condition holds, or after the limit; answers whether it holds. */
    static boolean within(Duration limit, BooleanSupplier condition) {
        var begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }
}
