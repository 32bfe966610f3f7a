package dev.comfymesh.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.bench.routing.FittedTraffic;
import dev.comfymesh.bench.routing.Metric;
import dev.comfymesh.bench.routing.Plot;
import dev.comfymesh.bench.routing.Spread;
import dev.comfymesh.bench.routing.Study;
import dev.comfymesh.bench.routing.Study.Line;
import dev.comfymesh.bench.routing.Table;
import dev.comfymesh.bench.routing.TraceFile;
import dev.comfymesh.bench.routing.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the matcher's decisions come to in a simulated fleet with faults, against other ways to route. */
@Command(
        name = "routing",
        description = "The matcher in a simulated fleet, against other ways to route; it needs no mesh.")
final class RoutingBench implements Runnable {
    private static final String MESH = "mesh";

    @Option(
            names = "--trace",
            description = "Requests to replay, as CSV, compressed or not; without it they are made up.")
    @Nullable
    Path trace;

    @Option(names = "--seeds", description = "How many runs of each strategy at each load (${DEFAULT-VALUE}).")
    int seeds = 3;

    @Option(names = "--loads", split = ",", description = "Of our own GPUs (${DEFAULT-VALUE}).")
    List<Double> loads = List.of(0.4, 0.6, 0.8);

    @Option(
            names = "--slowness",
            description = "How many times as long all takes on the GPU that is slow for a while (${DEFAULT-VALUE}).")
    double slowness = 4;

    @Option(names = "--requests", description = "How many requests a run has (${DEFAULT-VALUE}).")
    int requests = 4_000;

    @Option(
            names = "--variants",
            description = "Instead: the mesh with one thing after the other left out; writes nothing.")
    boolean variants;

    @Override
    public void run() {
        try {
            var traffic = traffic();
            System.out.println(traffic.description());
            if (variants) {
                System.out.println("\n"
                        + Table.of(Study.ofVariants(traffic, requests, seeds)
                                .slowing(slowness)
                                .run(loads)));
                return;
            }
            var results =
                    Study.ofAll(traffic, requests, seeds).slowing(slowness).run(loads);
            var report = new Report("routing");
            System.out.println("\n" + Table.of(results));
            results.forEach((load, lines) -> compare(load, lines, report));
            write(results, report);
            var plot = report.publish().resolveSibling("routing.svg");
            Files.writeString(plot, Plot.of(results));
            System.out.println(Machine.root().relativize(plot));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Traffic traffic() throws IOException {
        if (trace != null && Files.isRegularFile(trace)) {
            return TraceFile.read(trace);
        }
        if (trace != null) {
            System.out.println("There is no file " + trace + "; instead:");
        }
        return new FittedTraffic();
    }

    private static void compare(double load, List<Line> lines, Report report) {
        var mesh = line(lines, MESH);
        var cost = mesh.mean(Metric.COST_PER_1K);
        var hits = 100 * mesh.mean(Metric.SLO_INTERACTIVE);
        var least = line(lines, "least-queue");
        var cheapest = line(lines, "cheapest-first");
        var single = line(lines, Study.SINGLE);
        var middling = load <= 0.6;
        var name = "load " + load + ": ";
        report.add(
                name + "cheaper than least queue",
                lower(cost, least),
                "%",
                atLeast(middling ? 40 : Double.NaN, Double.NaN));
        report.add(
                name + "  points in time behind it",
                100 * least.mean(Metric.SLO_INTERACTIVE) - hits,
                "",
                atMost(middling ? 2 : Double.NaN, middling ? 0.5 : Double.NaN));
        report.add(name + "cheaper than cheapest first", lower(cost, cheapest), "%", atLeast(25, 35));
        report.add(
                name + "  points in time before it",
                hits - 100 * cheapest.mean(Metric.SLO_INTERACTIVE),
                "",
                atLeast(10, Double.NaN));
        report.add(name + "cheaper than the best single provider", lower(cost, single), "%", atLeast(50, 65));
        report.add(name + "interactive requests in time", hits, "%", load > 0.6 ? atLeast(90, 95) : atLeast(95, 97));
        report.add(name + "cold loads", 100 * mesh.mean(Metric.COLD_SHARE), "%", atMost(12, 8));
        report.add(name + "attempts lost to the liar", mesh.mean(Metric.LOST_TO_LIAR), "", atMost(12, 5));
        report.add(name + "attempts lost to the outage", mesh.mean(Metric.LOST_TO_OUTAGE), "", atMost(5, 3));
        report.add(name + "others' p95 while one dumps", mesh.mean(Metric.VICTIM_P95_RATIO), "x", atMost(1.35, 1.1));
        report.add(name + "regret against the bound", 100 * mesh.mean(Metric.REGRET), "%", atMost(Double.NaN, 15));
    }

    private static double lower(double cost, Line than) {
        return 100 * (1 - cost / than.mean(Metric.COST_PER_1K));
    }

    private static Bound atLeast(double must, double goal) {
        return Bound.atLeast(must, goal);
    }

    private static Bound atMost(double must, double goal) {
        return Bound.atMost(must, goal);
    }

    private static Line line(List<Line> lines, String strategy) {
        return lines.stream()
                .filter(line -> line.strategy().equals(strategy))
                .findFirst()
                .orElseThrow();
    }

    private static void write(Map<Double, List<Line>> results, Report report) {
        var loads = report.json().putObject("loads");
        results.forEach((load, lines) -> {
            var policies = loads.putObject(Double.toString(load)).putObject("policies");
            for (var line : lines) {
                var policy = policies.putObject(line.strategy());
                line.metrics().forEach((metric, spread) -> write(spread, policy.putObject(metric.key())));
            }
        });
    }

    /** What is not known is null: JSON has no other word for it. */
    private static void write(Spread spread, ObjectNode json) {
        json.put("mean", orNull(spread.mean()));
        json.put("low", orNull(spread.low()));
        json.put("high", orNull(spread.high()));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
