package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many jobs a second are accepted for good. The mesh has no nodes here, so that jobs wait and only what follows from
 * accepting them is done.
 */
@Command(name = "accept", description = "Durable accepts per second, against a plain SQL client.")
final class AcceptBench implements Runnable {
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);
    private static final int SQL_SECONDS = 20;

    @Option(names = "--connections", description = "How many clients submit at once (${DEFAULT-VALUE}).")
    int connections = 32;

    @Option(names = "--seconds", description = "For how long (${DEFAULT-VALUE}).")
    int seconds = 60;

    @Option(names = "--warm-up", description = "Seconds before (${DEFAULT-VALUE}).")
    int warmUpSeconds = 10;

    @Override
    public void run() {
        var report = new Report("accept");
        var setup = Setup.ofNodes(0)
                .with("INGEST_LOCAL_BALANCE_MICROS", "1000000000000000")
                .with("ROUTER_MATCHING_PATIENCE", "PT1H");
        try (var mesh = new BenchMesh(setup);
                var client = new Client(connections)) {
            var api = new Api(client, mesh);
            accept(api, warmUpSeconds);
            drain(mesh);
            var cpu = mesh.service("ingest").cpuTime();
            var accepted = accept(api, seconds);
            var ingestCpu = mesh.service("ingest").cpuTime().minus(cpu);
            var drained = drain(mesh);
            var sql = new PlainSql(mesh.tables(), connections)
                    .perSecond(Duration.ofSeconds(Math.min(seconds, SQL_SECONDS)));
            write(report, accepted, drained, sql, ingestCpu);
        }
        report.publish();
    }

    private void write(Report report, long accepted, Duration drained, double sql, Duration ingestCpu) {
        var perSecond = Report.rounded((double) accepted / seconds);
        var drain = Report.rounded(drained.toMillis() / 1000.0);
        report.json()
                .put("accepted_per_s", perSecond)
                .put("sql_per_s", Report.rounded(sql))
                .put("drain_s", drain);
        report.add("accepted jobs per second", perSecond, "/s", Bound.atLeast(500, 1000));
        report.add("until outbox and consumers are drained", drain, "s", Bound.atMost(10, Double.NaN));
        report.add("plain SQL client, the same rows", sql, "/s");
        report.add("accepted against plain SQL", perSecond / sql, "", Bound.atLeast(0.15, 0.4));
        report.add("CPU of ingest per accepted job", ingestCpu.toNanos() / 1e6 / accepted, "ms");
    }

    /** Each connection submits its next job as soon as its last is accepted; answers how many were. */
    private long accept(Api api, int forSeconds) {
        var end = System.nanoTime() + Duration.ofSeconds(forSeconds).toNanos();
        var accepted = new AtomicLong();
        Client.await(Future.join(IntStream.range(0, connections)
                .mapToObj(_ -> submitUntil(end, api, accepted))
                .toList()));
        return accepted.get();
    }

    private static Future<Void> submitUntil(long end, Api api, AtomicLong accepted) {
        return api.submit(1).compose(_ -> {
            if (System.nanoTime() > end) {
                return Future.succeededFuture();
            }
            accepted.incrementAndGet();
            return submitUntil(end, api, accepted);
        });
    }

    private static Duration drain(BenchMesh mesh) {
        try (var lag = new ConsumerLag(mesh.kafka())) {
            return Waiting.until(
                    "outbox and consumers are drained",
                    DRAIN_LIMIT,
                    () -> mesh.tables().havePublishedAll() && lag.isZero());
        }
    }
}
