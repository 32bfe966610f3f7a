package dev.comfymesh.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Calls at a fixed rate, whatever became of the calls before. Each call is told the moment at which it was due, so that a
 * late one counts its lateness: what is not sent in time cannot look fast.
 */
record OpenLoop(int perSecond, Duration time) {
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Answers what the calls answered, in their order, once all have. */
    <T> List<T> run(LongFunction<Future<T>> call) {
        var begin = Moments.now();
        var calls = new ArrayList<Future<T>>();
        for (int n = 0; n < count(); n++) {
            var due = begin + n * MICROS_PER_SECOND / perSecond;
            awaitMoment(due);
            calls.add(call.apply(due));
        }
        return Client.await(Future.join(calls)).list();
    }

    int count() {
        return (int) (perSecond * time.toMillis() / 1000);
    }

    /** Returns at this moment, in microseconds of the wall clock, or at once when it has passed. */
    static void awaitMoment(long due) {
        for (var left = due - Moments.now(); left > 0; left = due - Moments.now()) {
            LockSupport.parkNanos(left * 1000);
        }
    }
}
