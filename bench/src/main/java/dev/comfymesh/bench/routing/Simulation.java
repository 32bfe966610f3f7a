package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Ending;
import dev.comfymesh.bench.routing.Machine.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One run on a clock of its own: requests come, a strategy places them, machines run them. An attempt's luck depends on the
 * seed, the request and the attempt's number alone, so that all strategies have the same.
 */
final class Simulation {
    private static final long TICK_MILLIS = 1_000;
    private static final int MOST_ATTEMPTS = 200;
    private static final long LUCK = 0x9E37_79B9_7F4A_7C15L;

    private final Strategy strategy;
    private final List<Station> stations;
    private final Faults faults;
    private final long seed;
    private final Tally tally = new Tally();
    private final List<Work> waiting = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMillis).thenComparingLong(Event::order));
    private long ordered;
    private long nowMillis;
    private boolean ticking;

    private record Event(long atMillis, long order, Runnable action) {}

    Simulation(Strategy strategy, List<Machine> machines, Faults faults, long seed) {
        this.strategy = strategy;
        this.stations = machines.stream().map(Station::new).toList();
        this.faults = faults;
        this.seed = seed;
    }

    /** Until everything is delivered, or given up after very many attempts. */
    Tally run(Arrivals arrivals) {
        for (var request : arrivals.requests()) {
            at(request.atMillis(), () -> waiting.add(new Work(request)));
        }
        for (var event = events.poll(); event != null; event = events.poll()) {
            nowMillis = event.atMillis();
            event.action().run();
            var next = events.peek();
            if (next == null || next.atMillis() > nowMillis) {
                place();
            }
        }
        return tally;
    }

    private void place() {
        if (waiting.isEmpty()) {
            return;
        }
        strategy.place(List.copyOf(waiting), new Strategy.Floor(stations, faults, nowMillis, this::send));
        if (!waiting.isEmpty() && !ticking) {
            ticking = true;
            at(nowMillis + TICK_MILLIS, () -> ticking = false);
        }
    }

    private void send(Work work, Station station) {
        waiting.remove(work);
        station.enqueue(work);
        startAll(station);
    }

    private void startAll(Station station) {
        while (station.canStart()) {
            var work = station.start(nowMillis);
            strategy.started(work, station, nowMillis);
            var run = station.machine.run(work.request, nowMillis, faults, luck(work));
            at(nowMillis + run.millis(), () -> end(work, station, run));
        }
    }

    private void end(Work work, Station station, Run run) {
        station.ended(work);
        work.ended(station.plan.id(), run.ending());
        tally.ended(station.plan, run);
        strategy.ended(work, station, run, nowMillis);
        if (run.ending() == Ending.DELIVERED) {
            tally.delivered(work.request, nowMillis);
        } else if (work.attempts() < MOST_ATTEMPTS) {
            at(nowMillis + work.pauseMillis(), () -> waiting.add(work));
        } else {
            tally.givenUp(work.request);
        }
        startAll(station);
    }

    private SplittableRandom luck(Work work) {
        return new SplittableRandom(seed * LUCK ^ (work.request.n() * 64L + work.attempts()) * 0xBF58_476D_1CE4_E5B9L);
    }

    private void at(long atMillis, Runnable action) {
        events.add(new Event(atMillis, ordered++, action));
    }
}
