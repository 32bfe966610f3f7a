package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** The pause of a busy node between one run and the next: with the mesh, and with a client that queues all runs itself. */
record BusyGap(BenchMesh mesh, Api api, Endings endings) {
    private static final int STEP_MILLIS = 600;
    private static final int RUNS = 12;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double ALLOWED_MILLIS = 5;

    void measure(Report report) {
        api.changePrompt("a mountain at night");
        mesh.nodes().forEach(node -> api.stepMillis(node, STEP_MILLIS));
        IntStream.range(1, mesh.nodes().size()).forEach(n -> api.cordon("target-" + n));
        var direct = directly();
        var meshed = throughTheMesh();
        report.json()
                .putObject("busy_gap_ms")
                .put("direct", Report.rounded(direct.p50()))
                .put("mesh", Report.rounded(meshed.p50()));
        report.add("gap on a busy node, queued by hand, p50", direct.p50(), "ms");
        report.add(
                "gap on a busy node, by the mesh, p50",
                meshed.p50(),
                "ms",
                Bound.atMost(direct.p50() + ALLOWED_MILLIS, direct.p50()));
        report.add("gap on a busy node, by the mesh, worst", meshed.max(), "ms");
    }

    private Latencies directly() {
        var node = mesh.url(mesh.nodes().getLast(), "/");
        var runs = Client.await(Future.join(
                        IntStream.range(0, RUNS).mapToObj(_ -> api.prompt(node)).toList()))
                .<UUID>list();
        Waiting.until("the queue is empty", LIMIT, () -> haveFinished(Set.copyOf(runs)));
        return api.witness().gaps(Set.copyOf(runs));
    }

    /** Two jobs first, from which the mesh learns how long such a run takes. */
    private Latencies throughTheMesh() {
        runJobs(2);
        var known = mesh.tables()
                .ids("router", "select attempt_id, job_id from attempt")
                .keySet();
        runJobs(RUNS);
        var runs = new HashSet<>(mesh.tables()
                .ids("router", "select attempt_id, job_id from attempt")
                .keySet());
        runs.removeAll(known);
        return api.witness().gaps(runs);
    }

    private void runJobs(int count) {
        Client.await(Future.join(
                IntStream.range(0, count).mapToObj(_ -> api.submit(1)).toList()));
        endings.await();
    }

    private boolean haveFinished(Set<UUID> runs) {
        return api.witness().finished().ids().containsAll(runs);
    }
}
