package dev.comfymesh.bench.routing;

import dev.comfymesh.bench.routing.Machine.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** What the mesh is held against: each sends a request to a station's queue as soon as it comes. */
final class Baselines {
    private static final double MEAN_EXEC_SECONDS = 27;

    private Baselines() {}

    /** Which of the stations that are open to it a piece of work goes to; there is at least one. */
    private interface Pick {
        Station among(List<Station> open, Work work, SplittableRandom random);
    }

    private static class Pushing implements Strategy {
        private final Pick pick;
        private final SplittableRandom random;

        Pushing(Pick pick, long seed) {
            this.pick = pick;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void place(List<Work> waiting, Floor floor) {
            for (var work : waiting) {
                var open = floor.open(work);
                if (!open.isEmpty()) {
                    floor.send(work, pick.among(open, work, random));
                }
            }
        }
    }

    static Strategy random(long seed) {
        return new Pushing((open, _, random) -> open.get(random.nextInt(open.size())), seed);
    }

    static Strategy roundRobin(long seed) {
        var turn = new int[1];
        return new Pushing((open, _, _) -> open.get(Math.floorMod(turn[0]++, open.size())), seed);
    }

    static Strategy leastQueue(long seed) {
        return new Pushing((open, _, random) -> least(open, Station::fill, random), seed);
    }

    static Strategy twoChoices(long seed) {
        return new Pushing((open, _, random) -> least(two(open, random), Station::fill, random), seed);
    }

    /** The lowest price by the list, as long as no more is queued there than runs. */
    static Strategy cheapestFirst(long seed) {
        return new Pushing(
                (open, _, random) -> {
                    var free = open.stream()
                            .filter(station -> station.held() < 2 * station.plan.slots())
                            .toList();
                    return free.isEmpty()
                            ? least(open, Station::fill, random)
                            : least(free, station -> listPrice(station.plan), random);
                },
                seed);
    }

    static Strategy earliestCompletion(long seed) {
        return new EarliestCompletion(new Lengths(), seed);
    }

    static Strategy peakEwma(long seed) {
        return new PeakEwma(new HashMap<>(), seed);
    }

    private static double listPrice(Machine.Plan plan) {
        return plan.own() ? plan.microsPerHour() / 3600.0 * MEAN_EXEC_SECONDS * plan.pace() : plan.microsPerRun();
    }

    private static List<Station> two(List<Station> open, SplittableRandom random) {
        return List.of(open.get(random.nextInt(open.size())), open.get(random.nextInt(open.size())));
    }

    /** Of those that are equal, chance decides. */
    private static Station least(List<Station> open, ToDoubleFunction<Station> measure, SplittableRandom random) {
        var least = open.stream().mapToDouble(measure).min().orElseThrow();
        var best = open.stream()
                .filter(station -> measure.applyAsDouble(station) == least)
                .toList();
        return best.get(random.nextInt(best.size()));
    }

    /** Where it would be done first by what was learned, with what is queued there and with models to load. */
    private static final class EarliestCompletion extends Pushing {
        private static final double HOST_SECONDS = 2.8;
        private static final double DISK_SECONDS = 35;

        private final Lengths lengths;

        EarliestCompletion(Lengths lengths, long seed) {
            super((open, work, random) -> least(open, station -> seconds(station, work, lengths), random), seed);
            this.lengths = lengths;
        }

        @Override
        public void ended(Work work, Station station, Run run, long nowMillis) {
            lengths.ended(work.request, station.plan, run);
        }

        private static double seconds(Station station, Work work, Lengths lengths) {
            var ahead = 0.0;
            for (var running : station.running()) {
                ahead += lengths.seconds(running.work().request, station.plan) / 2;
            }
            for (var queued : station.queue()) {
                ahead += lengths.seconds(queued.request, station.plan);
            }
            if (station.held() < station.plan.slots()) {
                ahead = 0;
            }
            return ahead / station.plan.slots() + load(station, work) + lengths.seconds(work.request, station.plan);
        }

        private static double load(Station station, Work work) {
            var model = work.request.model();
            if (!station.plan.own() || station.machine.onDevice().contains(model)) {
                return 0;
            }
            return station.machine.onHost().contains(model) ? HOST_SECONDS : DISK_SECONDS;
        }
    }

    /** The better of two by how long runs took there lately, times what is there. A long one counts at once, a short one slowly. */
    private static final class PeakEwma extends Pushing {
        private static final double GAIN = 0.2;

        private final Map<String, Double> seconds;

        PeakEwma(Map<String, Double> seconds, long seed) {
            super(
                    (open, _, random) -> least(
                            two(open, random),
                            station -> seconds.getOrDefault(station.plan.id(), 1.0) * (station.fill() + 1),
                            random),
                    seed);
            this.seconds = seconds;
        }

        @Override
        public void ended(Work work, Station station, Run run, long nowMillis) {
            var took = run.millis() / 1000.0;
            seconds.merge(
                    station.plan.id(), took, (before, now) -> now > before ? now : before + GAIN * (now - before));
        }
    }
}
