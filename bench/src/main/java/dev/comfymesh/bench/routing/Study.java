package dev.comfymesh.bench.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs every strategy on the same traffic with the same faults and the same luck: at each load, once a seed. */
public final class Study {
    /** What the least that one can pay is called among the strategies. */
    public static final String BOUND = "clairvoyant";

    public static final String SINGLE = "single-provider";

    private static final long HOG_WINDOW_MILLIS = 3_600_000;

    private final Traffic traffic;
    private final int requests;
    private final int seeds;
    private final List<Contender> contenders;
    private final double slowness;

    /** What a strategy came to at a load, over the seeds. */
    public record Line(String strategy, Map<Metric, Spread> metrics) {
        public double mean(Metric metric) {
            var spread = metrics.get(metric);
            return spread == null ? Double.NaN : spread.mean();
        }
    }

    private record Task(double load, int seed, Contender contender) {}

    private Study(Traffic traffic, int requests, int seeds, List<Contender> contenders, double slowness) {
        this.traffic = traffic;
        this.requests = requests;
        this.seeds = seeds;
        this.contenders = contenders;
        this.slowness = slowness;
    }

    /** Of the mesh against other ways to route. */
    public static Study ofAll(Traffic traffic, int requests, int seeds) {
        return new Study(traffic, requests, seeds, Contender.all(), Faults.SLOWNESS);
    }

    /** Of the mesh with one thing after the other left out or done otherwise. */
    public static Study ofVariants(Traffic traffic, int requests, int seeds) {
        return new Study(traffic, requests, seeds, Contender.variants(), Faults.SLOWNESS);
    }

    /** The same with the slow machine so many times as slow. */
    public Study slowing(double times) {
        return new Study(traffic, requests, seeds, contenders, times);
    }

    /** The lines of each load, in the order of the strategies. */
    public Map<Double, List<Line>> run(List<Double> loads) {
        var tasks = new ArrayList<Task>();
        for (var load : loads) {
            for (var contender : contenders) {
                IntStream.range(0, seeds).forEach(seed -> tasks.add(new Task(load, seed, contender)));
            }
        }
        var results = tasks.parallelStream().map(this::metrics).toList();
        var lines = new TreeMap<Double, List<Line>>();
        for (int first = 0; first < tasks.size(); first += seeds) {
            var task = tasks.get(first);
            lines.computeIfAbsent(task.load(), _ -> new ArrayList<>())
                    .add(new Line(task.contender().name(), spreads(results.subList(first, first + seeds))));
        }
        lines.values().forEach(Study::keepBestSingle);
        return lines;
    }

    /** Of the providers each on its own, the one where an image costs the least. */
    private static void keepBestSingle(List<Line> lines) {
        var singles = lines.stream()
                .filter(line -> line.strategy().equals(SINGLE))
                .sorted(Comparator.comparingDouble(line -> line.mean(Metric.COST_PER_1K)))
                .toList();
        singles.stream().skip(1).forEach(lines::remove);
    }

    private static Map<Metric, Spread> spreads(List<Map<Metric, Double>> runs) {
        var spreads = new TreeMap<Metric, Spread>();
        for (var metric : Metric.values()) {
            spreads.put(
                    metric,
                    Spread.of(runs.stream()
                            .map(run -> run.getOrDefault(metric, Double.NaN))
                            .toList()));
        }
        return spreads;
    }

    private Map<Metric, Double> metrics(Task task) {
        var random = new SplittableRandom(1_000 + task.seed());
        var samples = traffic.stretch(requests, random.split());
        var own = Fleets.mixed(samples);
        var arrivals = Arrivals.of(samples, task.load(), Fleets.speed(own), random.split());
        var hogged = arrivals.withHog(random.split());
        var machines = task.contender().machines().apply(samples);
        var faults =
                Faults.spread(machines, arrivals.endMillis(), random.split()).slowing(slowness);
        var until = arrivals.dumpedAtMillis() + HOG_WINDOW_MILLIS;
        var bound = Bound.dollarsPerImage(arrivals, own);
        if (task.contender().name().equals(BOUND)) {
            return Map.of(Metric.COST_PER_1K, 1000 * bound, Metric.REGRET, 0.0);
        }
        var tally = simulate(task, samples, faults, arrivals);
        var victims = simulate(task, samples, faults, hogged.until(until));
        var ratio = burstSeconds(victims, arrivals, until) / burstSeconds(tally, arrivals, until);
        return tally.metrics(bound, ratio);
    }

    private static double burstSeconds(Tally tally, Arrivals arrivals, long until) {
        return tally.percentileSeconds(
                0.95, request -> arrivals.dumpedAtMillis() <= request.atMillis() && request.atMillis() <= until);
    }

    private static Tally simulate(Task task, List<Sample> samples, Faults faults, Arrivals arrivals) {
        var contender = task.contender();
        var machines = contender.machines().apply(samples);
        return new Simulation(contender.strategy().apply(task.seed()), machines, faults, task.seed()).run(arrivals);
    }
}
