package dev.comfymesh.bench.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A machine with what runs there and what queues before it. */
final class Station {
    // For so long nobody sees that it is gone.
    private static final long NOTICED_MILLIS = 10_000;

    final Machine machine;
    final Machine.Plan plan;
    private final Deque<Work> queue = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();

    record Running(Work work, long sinceMillis) {}

    Station(Machine machine) {
        this.machine = machine;
        this.plan = machine.plan();
    }

    void enqueue(Work work) {
        queue.add(work);
    }

    boolean canStart() {
        return !queue.isEmpty() && running.size() < plan.slots();
    }

    Work start(long nowMillis) {
        var work = queue.remove();
        running.add(new Running(work, nowMillis));
        return work;
    }

    void ended(Work work) {
        running.removeIf(one -> one.work() == work);
    }

    /** Takes it out of the queue; false where it is not in there. */
    boolean withdraw(Work work) {
        return queue.removeIf(one -> one == work);
    }

    List<Running> running() {
        return running;
    }

    Deque<Work> queue() {
        return queue;
    }

    int held() {
        return running.size() + queue.size();
    }

    /** What it holds for what it can do at once. */
    double fill() {
        return held() / (double) plan.slots();
    }

    boolean isSeenDown(Faults faults, long nowMillis) {
        return faults.holds(Faults.Kind.DEAD, plan.id(), nowMillis)
                && faults.holds(Faults.Kind.DEAD, plan.id(), nowMillis - NOTICED_MILLIS);
    }
}
