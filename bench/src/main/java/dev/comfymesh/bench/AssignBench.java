package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.WireJson;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many assignments a second the router makes durable while many candidates wait and every target has room. */
@Command(name = "assign", description = "Assignments made durable per second.")
final class AssignBench implements Runnable {
    private static final int NODES = 2;
    private static final int TARGETS_PER_NODE = 32;
    private static final int SLOTS = 64;
    private static final int CANDIDATES_PER_JOB = 100;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Option(names = "--candidates", description = "How many candidates wait (${DEFAULT-VALUE}).")
    int candidates = 3000;

    @Override
    public void run() {
        var report = new Report("assign");
        try (var mesh = new BenchMesh(setup());
                var client = new Client(NODES)) {
            var api = new Api(client, mesh);
            mesh.nodes().forEach(node -> api.stepMillis(node, 1000));
            var jobs = candidates / CANDIDATES_PER_JOB;
            Client.await(Future.join(IntStream.range(0, jobs)
                    .mapToObj(_ -> api.submit(CANDIDATES_PER_JOB))
                    .toList()));
            Waiting.until("all are assigned", LIMIT, () -> moments(mesh).size() >= jobs * CANDIDATES_PER_JOB);
            var perSecond = Report.rounded(Rate.perSecond(moments(mesh)));
            report.json().put("assigned_per_s", perSecond);
            report.add("assignments made durable per second", perSecond, "/s", Bound.atLeast(150, 1000));
        }
        report.publish();
    }

    private static Setup setup() {
        var setup = Setup.ofNodes(NODES)
                .targetsPerNode(TARGETS_PER_NODE)
                .with("INGEST_LOCAL_MAX_RUNNING", "100000")
                .with("ROUTER_MATCHING_QUEUE_AHEAD", "PT24H")
                // Targets that share a node take one another's runs for strangers'.
                .with("ROUTER_MATCHING_FOREIGN_LIMIT", "100000");
        for (int target = 0; target < NODES * TARGETS_PER_NODE; target++) {
            setup = setup.with("ROUTER_NODES_%d__SLOTS".formatted(target), Integer.toString(SLOTS));
        }
        return setup;
    }

    private static List<Long> moments(BenchMesh mesh) {
        return mesh.tables()
                .rows(
                        "router",
                        "select cast(extract(epoch from created_at) * 1000000 as bigint) from outbox where type = '%s'"
                                .formatted(WireJson.typeOf(AttemptAssigned.class)),
                        row -> row.getLong(1));
    }
}
