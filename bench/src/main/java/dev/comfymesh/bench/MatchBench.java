package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.router.domain.Decision.Assigned;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long one round of the matcher takes, alone in a process of its own with a service's collector: a full house with few free
 * slots, and an idle fleet. All that it may weigh is there to be weighed: {@link Crowd}.
 */
@Command(name = "match", description = "One round of the matcher with 1,000 targets and 10,000 waiting candidates.")
final class MatchBench implements Runnable {
    private static final int FEW = 10;
    private static final TimeValue WARM_UP = TimeValue.seconds(10);
    private static final double BYTES_PER_MEGABYTE = 1e6;

    @Option(names = "--seconds", description = "For how long each is measured (${DEFAULT-VALUE}).")
    int seconds = 20;

    @Override
    public void run() {
        var report = new Report("match");
        measure("few slots free", FEW, report);
        measure("all idle", Crowd.TARGETS, report);
        report.publish();
    }

    private void measure(String name, int idle, Report report) {
        var result = sampled(idle);
        var millis = result.getPrimaryResult().getStatistics();
        var megabytes = allocated(result) / BYTES_PER_MEGABYTE;
        report.json()
                .putObject(name.replace(' ', '_'))
                .put("p50_ms", millis.getPercentile(50))
                .put("p99_ms", millis.getPercentile(99))
                .put("rounds", millis.getN())
                .put("allocated_mb", Report.rounded(megabytes));
        report.add(name + ", placed in a round", placed(idle), "");
        report.add("  p50", millis.getPercentile(50), "ms");
        report.add("  p99", millis.getPercentile(99), "ms", Bound.atMost(10, 2));
        report.add("  allocated in a round", megabytes, "MB");
    }

    private static double allocated(RunResult result) {
        var bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return bytes == null ? Double.NaN : bytes.getScore();
    }

    private RunResult sampled(int idle) {
        var options = new OptionsBuilder()
                .include("^" + MatchRounds.class.getName().replace(".", "\\.") + "\\.")
                .param("idle", Integer.toString(idle))
                .forks(1)
                .warmupIterations(1)
                .warmupTime(WARM_UP)
                .measurementIterations(1)
                .measurementTime(TimeValue.seconds(seconds))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return new Runner(options).runSingle();
        } catch (RunnerException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static long placed(int idle) {
        var crowd = new Crowd(MatchRounds.SEED);
        return Crowd.MATCHER.decide(crowd.waiting(), crowd.fleet(idle), Crowd.NOW).stream()
                .filter(Assigned.class::isInstance)
                .count();
    }
}
