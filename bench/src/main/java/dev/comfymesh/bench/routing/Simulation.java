package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Ending;
import dev.comfymesh.bench.routing.Machine.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One run on a clock of its own: requests come, a strategy places them, machines run them. An attempt's luck depends on the
 * seed, the request and the attempt's number alone, so that all strategies have the same.
 */
final class Simulation {
    private static final long TICK_MILLIS = 1_000;
    private static final int MOST_ATTEMPTS = 200;
    private static final long REVOCATION_MILLIS = 1_000;
    private static final long HOUR_MILLIS = 3_600_000;
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
    private final Strategy.Hands hands = new Reach();
    private final Map<Work, Running> running = new IdentityHashMap<>();
    private boolean ticking;

    private record Running(Station station, Run run, long sinceMillis) {}

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
        var floor = new Strategy.Floor(stations, faults, nowMillis, hands);
        if (!waiting.isEmpty()) {
            strategy.place(List.copyOf(waiting), floor);
        }
        strategy.guard(floor);
        var guarded = strategy.guards() && !running.isEmpty();
        if ((guarded || !waiting.isEmpty()) && !ticking) {
            ticking = true;
            at(nowMillis + TICK_MILLIS, () -> ticking = false);
        }
    }

    private final class Reach implements Strategy.Hands {
        @Override
        public void send(Work work, Station station) {
            waiting.remove(work);
            station.enqueue(work);
            startAll(station);
        }

        @Override
        public void revoke(Work work) {
            if (!waiting.remove(work)) {
                Simulation.this.revoke(work);
            }
        }

        @Override
        public Work hedge(Work work) {
            var there = Objects.requireNonNull(running.get(work)).station();
            var hedge = work.hedged(there.plan.id());
            at(nowMillis, () -> waiting.add(hedge));
            return hedge;
        }
    }

    /** What waits there is gone at once; what runs takes a moment, and is paid for as far as it came, at a provider in full. */
    private void revoke(Work work) {
        for (var station : stations) {
            if (station.withdraw(work)) {
                over(work, station, new Run(0, Ending.REVOKED, 0, false));
                return;
            }
        }
        var known = running.get(work);
        if (known != null) {
            var plan = known.station().plan;
            var millis = Math.min(known.run().millis(), nowMillis - known.sinceMillis() + REVOCATION_MILLIS);
            var micros = plan.own() ? plan.microsPerHour() * millis / HOUR_MILLIS : plan.microsPerRun();
            run(
                    work,
                    known.station(),
                    new Run(millis, Ending.REVOKED, micros, known.run().cold()),
                    known.sinceMillis());
        }
    }

    private void run(Work work, Station station, Run run, long sinceMillis) {
        running.put(work, new Running(station, run, sinceMillis));
        at(sinceMillis + run.millis(), () -> end(work, station, run));
    }

    private void startAll(Station station) {
        while (station.canStart()) {
            var work = station.start(nowMillis);
            strategy.started(work, station, nowMillis);
            run(work, station, station.machine.run(work.request, nowMillis, faults, luck(work)), nowMillis);
        }
    }

    /** Nothing for a run that was asked to end since. */
    private void end(Work work, Station station, Run run) {
        var known = running.get(work);
        if (known != null && known.run() == run) {
            running.remove(work);
            station.ended(work);
            over(work, station, run);
            startAll(station);
        }
    }

    private void over(Work work, Station station, Run run) {
        work.ended(station.plan.id(), run.ending());
        tally.ended(station.plan, run, work.isHedge());
        strategy.ended(work, station, run, nowMillis);
        if (work.isOver()) {
            return;
        }
        var rival = work.rival();
        if (run.ending() == Ending.DELIVERED) {
            work.end();
            tally.delivered(work.request, nowMillis);
            if (rival != null) {
                rival.end();
                hands.revoke(rival);
            }
        } else if (work.isHedge()) {
            work.end();
            if (rival != null && rival.unpark()) {
                waiting.add(rival);
            }
        } else if (rival != null && isOutput(run)) {
            work.park();
        } else {
            again(work);
        }
    }

    private void again(Work work) {
        if (work.attempts() < MOST_ATTEMPTS) {
            at(nowMillis + work.pauseMillis(), () -> {
                if (!work.isOver()) {
                    waiting.add(work);
                }
            });
        } else {
            work.end();
            tally.givenUp(work.request);
        }
    }

    private static boolean isOutput(Run run) {
        return run.ending() == Ending.REJECTED || run.ending() == Ending.LIE;
    }

    private SplittableRandom luck(Work work) {
        return new SplittableRandom(seed * LUCK ^ work.luck() * 0xBF58_476D_1CE4_E5B9L);
    }

    private void at(long atMillis, Runnable action) {
        events.add(new Event(atMillis, ordered++, action));
    }
}
