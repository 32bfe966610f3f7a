package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.router.domain.Decision.Assigned;
import java.lang.management.ManagementFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long one round of the matcher takes, alone in this process: a full house with few free slots, and an idle fleet. All that
 * it may weigh is there to be weighed: {@link Crowd}.
 */
@Command(name = "match", description = "One round of the matcher with 1,000 targets and 10,000 waiting candidates.")
final class MatchBench implements Runnable {
    private static final int FEW = 10;
    private static final int WARM_UP = 400;

    @Option(names = "--rounds", description = "How many rounds are measured (${DEFAULT-VALUE}).")
    int rounds = 1_000;

    private final Crowd crowd = new Crowd(42);

    @Override
    public void run() {
        var report = new Report("match");
        measure("few slots free", FEW, report);
        measure("all idle", Crowd.TARGETS, report);
        report.publish();
    }

    private void measure(String name, int idle, Report report) {
        var waiting = crowd.waiting();
        var fleet = crowd.fleet(idle);
        var wall = new Latencies();
        var cpu = new Latencies();
        var threads = ManagementFactory.getThreadMXBean();
        var placed = 0L;
        for (int round = -WARM_UP; round < rounds; round++) {
            var start = System.nanoTime();
            var cpuStart = threads.getCurrentThreadCpuTime();
            var decisions = Crowd.MATCHER.decide(waiting, fleet, Crowd.NOW);
            if (round >= 0) {
                wall.add((System.nanoTime() - start) / 1000);
                cpu.add((threads.getCurrentThreadCpuTime() - cpuStart) / 1000);
                placed = decisions.stream().filter(Assigned.class::isInstance).count();
            }
        }
        report.json()
                .putObject(name.replace(' ', '_'))
                .put("p50_ms", wall.p50())
                .put("p99_ms", wall.p99())
                .put("cpu_p99_ms", cpu.p99());
        report.add(name + ", placed in a round", placed, "");
        report.add("  p50", wall.p50(), "ms");
        report.add("  p99", wall.p99(), "ms", Bound.atMost(10, 2));
        report.add("  of it on the CPU, p99", cpu.p99(), "ms");
    }
}
