package dev.comfymesh.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.bench.Figure.Bound;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the mesh adds to one tiny job: time until the node has it, CPU, a pause between runs, and memory. */
@Command(name = "overhead", description = "Time from the client's send to the node's receipt, and CPU per job.")
final class OverheadBench implements Runnable {
    private static final int NODES = 4;
    private static final int CONNECTIONS = 64;
    private static final Map<Integer, List<Bound>> BOUNDS = Map.of(
            20, List.of(Bound.atMost(30, Double.NaN), Bound.atMost(120, Double.NaN)),
            50, List.of(Bound.atMost(Double.NaN, 25), Bound.atMost(Double.NaN, 100)));

    @Option(names = "--rates", split = ",", description = "Jobs per second, one run each (${DEFAULT-VALUE}).")
    List<Integer> rates = List.of(20, 50);

    @Option(names = "--seconds", description = "How long each rate is measured (${DEFAULT-VALUE}).")
    int seconds = 20;

    @Option(names = "--warm-up", description = "Seconds at each rate before (${DEFAULT-VALUE}).")
    int warmUpSeconds = 30;

    private int turn;

    /** One job or run that was sent: when it was due, its id, and when the answer came. */
    private record Sent(UUID id, long due, long answered) {}

    @Override
    public void run() {
        var report = new Report("overhead");
        try (var mesh = new BenchMesh(Setup.ofNodes(NODES).with("INGEST_LOCAL_MAX_RUNNING", "1000"));
                var client = new Client(CONNECTIONS)) {
            var api = new Api(client, mesh);
            var endings = new Endings(mesh.tables());
            var byRate = report.json().putObject("rates");
            rates.forEach(rate -> measure(rate, mesh, api, endings, byRate.putObject(Integer.toString(rate)), report));
            new BusyGap(mesh, api, endings).measure(report);
            report.json().put("jobs_hanging", endings.hanging());
            report.add("jobs that had not ended after a minute", endings.hanging(), "", Bound.atMost(0, 0));
            var mib = mesh.services().residentMib();
            report.json().put("services_rss_mib", mib);
            report.add("four services, resident", mib, "MiB", Bound.atMost(1228.8, 700));
            var ready = Report.rounded(mesh.readyTime().toMillis() / 1000.0);
            report.json().put("ready_s", ready);
            report.add("everything ready after", ready, "s", Bound.atMost(30, 12));
        }
        report.publish();
    }

    private void measure(int rate, BenchMesh mesh, Api api, Endings endings, ObjectNode json, Report report) {
        var direct = direct(rate, api);
        write(json.putObject("direct"), direct);
        report.add(rate + " jobs/s straight to the node, p50", direct.p50(), "ms");
        report.add(rate + " jobs/s straight to the node, p99", direct.p99(), "ms");

        new OpenLoop(rate, Duration.ofSeconds(warmUpSeconds)).run(due -> submitted(api, due));
        endings.await();
        var before = Cost.of(mesh);
        var sent = new OpenLoop(rate, Duration.ofSeconds(seconds)).run(due -> submitted(api, due));
        endings.await();
        var cost = Cost.of(mesh).less(before);

        var received = received(mesh, api);
        var due = moments(sent, Sent::due);
        var meshed = due.until(received, due.ids());
        write(json.putObject("mesh"), meshed);
        var bounds = BOUNDS.getOrDefault(rate, List.of(Bound.NONE, Bound.NONE));
        report.add(rate + " jobs/s through the mesh, p50", meshed.p50(), "ms", bounds.getFirst());
        report.add(rate + " jobs/s through the mesh, p99", meshed.p99(), "ms", bounds.getLast());
        var answers = due.until(moments(sent, Sent::answered), due.ids());
        report.add("  until the answer 202, p50", answers.p50(), "ms");
        report.add("  until the answer 202, p99", answers.p99(), "ms");
        report.add("  jobs that no node saw", sent.size() - meshed.count(), "");
        Stages.read(mesh.tables(), due, received).write(json.putObject("stages_p50_ms"), report);
        cost.write(sent.size(), json, report);
    }

    private Latencies direct(int rate, Api api) {
        new OpenLoop(rate, Duration.ofSeconds(warmUpSeconds)).run(due -> prompted(api, due));
        var due = moments(
                new OpenLoop(rate, Duration.ofSeconds(seconds)).run(moment -> prompted(api, moment)), Sent::due);
        return due.until(api.witness().submitted(), due.ids());
    }

    /** When the node had the first attempt of each job. */
    private static Moments received(BenchMesh mesh, Api api) {
        return api.witness().submitted().firstOf(mesh.tables().ids("router", "select attempt_id, job_id from attempt"));
    }

    private static Moments moments(List<Sent> sent, Function<Sent, Long> moment) {
        return new Moments(sent.stream().collect(Collectors.toMap(Sent::id, moment)));
    }

    private Future<Sent> submitted(Api api, long due) {
        return api.submit(1).map(id -> new Sent(id, due, Moments.now()));
    }

    private Future<Sent> prompted(Api api, long due) {
        return api.prompt(nextNode(api.nodeUrls())).map(id -> new Sent(id, due, Moments.now()));
    }

    private URI nextNode(List<URI> nodes) {
        return nodes.get(turn++ % nodes.size());
    }

    private static void write(ObjectNode json, Latencies latencies) {
        json.put("p50", Report.rounded(latencies.p50())).put("p99", Report.rounded(latencies.p99()));
    }
}
