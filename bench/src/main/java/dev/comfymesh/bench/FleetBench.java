package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs one executor, bound to one core, to keep many nodes at work. */
@Command(name = "fleet", description = "One executor on one core that drives many nodes.")
final class FleetBench implements Runnable {
    private static final int CANDIDATES_PER_JOB = 100;
    private static final int STEPS = 20;
    private static final int HEAP_MIB = 192;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofSeconds(2);

    // An unchanged observation is told again after 10 s, and looked for every 2 s.
    private static final String STALE = """
            select count(*) from observation
            where (cast(content as json) ->> 'at')::timestamptz < now() - interval '15 seconds'""";

    @Option(names = "--nodes", description = "How many nodes (${DEFAULT-VALUE}).")
    int nodes = 200;

    @Option(names = "--seconds", description = "How long is measured (${DEFAULT-VALUE}).")
    int seconds = 60;

    @Option(names = "--step-millis", description = "What each of a run's 20 steps takes (${DEFAULT-VALUE}).")
    int stepMillis = 400;

    @Override
    public void run() {
        var report = new Report("fleet");
        try (var mesh = new BenchMesh(setup());
                var client = new Client(Math.min(nodes, 64))) {
            var api = new Api(client, mesh);
            api.steps(STEPS);
            mesh.nodes().forEach(node -> api.stepMillis(node, stepMillis));
            var tables = mesh.tables();
            Waiting.until("every node was looked at", START_LIMIT, () -> observed(tables) == nodes);
            var jobs = 2 + nodes * (seconds + 30) / (CANDIDATES_PER_JOB * STEPS * stepMillis / 1000);
            Client.await(Future.join(IntStream.range(0, jobs)
                    .mapToObj(_ -> api.submit(CANDIDATES_PER_JOB))
                    .toList()));
            Waiting.until("nearly every node works", START_LIMIT, () -> working(tables) >= nodes * 9 / 10);
            measure(mesh, api, report);
        }
        report.publish();
    }

    private Setup setup() {
        return Setup.ofNodes(nodes)
                .inOneProcess()
                .onOneCore("executor", HEAP_MIB)
                .with("INGEST_LOCAL_MAX_RUNNING", "100000")
                .with("INGEST_LOCAL_BALANCE_MICROS", "1000000000000000");
    }

    private void measure(BenchMesh mesh, Api api, Report report) {
        var tables = mesh.tables();
        var executor = mesh.service("executor");
        var begin = Moments.now();
        var before = Cost.of(mesh);
        var peakMib = 0L;
        var stale = 0L;
        var leastWorking = (long) nodes;
        for (int second = 1; second <= seconds; second++) {
            OpenLoop.awaitMoment(begin + second * 1_000_000L);
            peakMib = Math.max(peakMib, executor.residentMib());
            stale += tables.count("executor", STALE);
            leastWorking = Math.min(leastWorking, working(tables));
        }
        var cost = Cost.of(mesh).less(before);
        var elapsed = (Moments.now() - begin) / 1e6;
        var ended = tables.moments("executor", """
                select id, cast(extract(epoch from changed_at) * 1000000 as bigint) from attempt
                where state = 'SUCCEEDED' and changed_at >= to_timestamp(%d / 1000000.0)""".formatted(begin));
        var noticed = api.witness().finished().until(ended, ended.ids());
        var failed = tables.count("executor", "select count(*) from attempt where state = 'FAILED'");

        report.json().put("nodes", nodes).put("run_s", Report.rounded(STEPS * stepMillis / 1000.0));
        add(report, "rss_peak_mib", "executor, resident at most", peakMib, "MiB", Bound.atMost(512, 320));
        var cpu = cost.of("executor").toNanos() / 1e9 / elapsed;
        add(report, "cpu_share", "executor, of one core", cpu, "", Bound.atMost(1, 0.5));
        var perAttempt =
                cost.of("executor").toNanos() / 1e6 / Math.max(1, ended.ids().size());
        add(report, "cpu_ms_per_attempt", "  for each attempt that ended", perAttempt, "ms", Bound.NONE);
        add(report, "attempts_per_s", "attempts that succeeded", ended.ids().size() / elapsed, "/s", Bound.NONE);
        add(report, "attempts_failed", "attempts that failed", failed, "", Bound.atMost(0, 0));
        add(report, "least_working", "nodes at work, at least", leastWorking, "", Bound.NONE);
        add(
                report,
                "missed_observations",
                "observations older than 15 s, looks each second",
                stale,
                "",
                Bound.atMost(0, 0));
        add(report, "end_noticed_ms_p50", "from the node's end to ours, p50", noticed.p50(), "ms", Bound.NONE);
        add(report, "end_noticed_ms_p99", "  p99", noticed.p99(), "ms", Bound.atMost(LATE.toMillis(), 500));
        add(report, "late_looks", "  later than 2 s", noticed.above(LATE), "", Bound.atMost(0, 0));
    }

    private static void add(Report report, String key, String figure, double value, String unit, Bound bound) {
        var rounded = Report.rounded(value);
        report.json().put(key, rounded);
        report.add(figure, rounded, unit, bound);
    }

    private static long observed(Tables tables) {
        return tables.count("executor", "select count(*) from observation where content like '%\"UP\"%'");
    }

    private static long working(Tables tables) {
        return tables.count(
                "executor", "select count(distinct target_id) from attempt where state in ('SUBMITTING', 'RUNNING')");
    }
}
