package dev.comfymesh.stubs.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Time that passes when it is told to. */
final class ManualTiming implements Timing {
    private record Deed(Instant at, long number, Runnable deed) {}

    private final PriorityQueue<Deed> deeds =
            new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::number));
    private Instant now = Instant.EPOCH;
    private long count;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void later(Duration delay, Runnable deed) {
        deeds.add(new Deed(now.plus(delay), count++, deed));
    }

    @Override
    public <T> void aside(Supplier<T> work, Consumer<T> then) {
        then.accept(work.get());
    }

    void pass(Duration duration) {
        var until = now.plus(duration);
        while (!deeds.isEmpty() && !deeds.peek().at().isAfter(until)) {
            var next = deeds.remove();
            now = next.at();
            next.deed().run();
        }
        now = until;
    }
}
