package dev.comfymesh.bench;

import dev.comfymesh.bench.Figure.Bound;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Catalogue;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Estimates.Estimate;
import dev.comfymesh.router.domain.Filter;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.ModelFile;
import dev.comfymesh.router.domain.Needs;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Target;
import dev.comfymesh.router.domain.Workload;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long one round of the matcher takes, alone in this process: a full house with few free slots, and an idle fleet. */
@Command(name = "match", description = "One round of the matcher with 1,000 targets and 10,000 waiting candidates.")
final class MatchBench implements Runnable {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int TARGETS = 1_000;
    private static final int WAITING = 10_000;
    private static final int DIGESTS = 200;
    private static final int FEW = 10;
    private static final int WARM_UP = 400;
    private static final ModelFile CHECKPOINT = new ModelFile("checkpoints", "base.safetensors");
    private static final List<Needs> SHAPES = List.of(
            new Needs(Set.of("KSampler", "SaveImage", "CLIPTextEncode"), Set.of(CHECKPOINT), Set.of()),
            new Needs(Set.of("KSampler", "SaveImage", "CLIPTextEncode", "LoraLoader"), Set.of(CHECKPOINT), Set.of()),
            new Needs(Set.of("KSampler", "SaveImage", "VAEDecode", "UpscaleModelLoader"), Set.of(), Set.of()));
    private static final Set<String> CLASSES =
            Set.of("KSampler", "SaveImage", "CLIPTextEncode", "LoraLoader", "VAEDecode", "UpscaleModelLoader");
    private static final Policy POLICY = new Policy(
            List.of(Filter.notCordoned(), Filter.seenWithin(Duration.ofSeconds(30)), Filter.up(), Filter.notEjected()),
            new Workload(Duration.ofSeconds(3), FEW),
            new Pricing(100),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(20),
            200);

    @Option(names = "--rounds", description = "How many rounds are measured (${DEFAULT-VALUE}).")
    int rounds = 1_000;

    private final Random random = new Random(42);
    private final Matcher matcher = new Matcher(POLICY);
    private final List<Candidate> waiting = waiting();
    private final Estimates estimates = estimates();

    @Override
    public void run() {
        var report = new Report("match");
        measure("few slots free", FEW, report);
        measure("all idle", TARGETS, report);
        report.publish();
    }

    private void measure(String name, int idle, Report report) {
        var fleet = fleet(idle);
        var wall = new Latencies();
        var cpu = new Latencies();
        var threads = ManagementFactory.getThreadMXBean();
        for (int round = -WARM_UP; round < rounds; round++) {
            var start = System.nanoTime();
            var cpuStart = threads.getCurrentThreadCpuTime();
            var decisions = matcher.decide(waiting, fleet, NOW);
            if (round >= 0 && !decisions.isEmpty()) {
                wall.add((System.nanoTime() - start) / 1000);
                cpu.add((threads.getCurrentThreadCpuTime() - cpuStart) / 1000);
            }
        }
        report.json()
                .putObject(name.replace(' ', '_'))
                .put("p50_ms", wall.p50())
                .put("p99_ms", wall.p99())
                .put("cpu_p99_ms", cpu.p99());
        report.add(name + ", p50", wall.p50(), "ms");
        report.add(name + ", p99", wall.p99(), "ms", Bound.atMost(10, 2));
        report.add("  of it on the CPU, p99", cpu.p99(), "ms");
    }

    private List<Candidate> waiting() {
        var all = new ArrayList<Candidate>();
        for (int n = 0; n < WAITING; n++) {
            var tenant = new Tenant("tenant-" + n % 20, 1 + n % 3, 5_000);
            var job = new Job(
                    new UUID(random.nextLong(), random.nextLong()),
                    tenant,
                    "sha256:" + random.nextInt(10 * DIGESTS),
                    SHAPES.get(n % SHAPES.size()),
                    List.of(),
                    Priority.values()[random.nextInt(Priority.values().length)],
                    NOW.plusSeconds(900),
                    10_000_000,
                    0,
                    null);
            var since = NOW.minusMillis(random.nextInt(100_000));
            all.add(new Candidate(job, job.jobId() + "-1", 1, n, 0, since, since, Set.of(), null));
        }
        return all;
    }

    private Estimates estimates() {
        var learned = new ArrayList<Estimate>();
        for (int n = 0; n < 2_000; n++) {
            learned.add(new Estimate(
                    "sha256:" + random.nextInt(DIGESTS),
                    target(random.nextInt(TARGETS)),
                    1_000 + random.nextInt(30_000)));
        }
        return new Estimates(learned, Duration.ofSeconds(10));
    }

    private Fleet fleet(int idle) {
        var targets = new ArrayList<Target>();
        var living = new ArrayList<Living>();
        for (int n = 0; n < TARGETS; n++) {
            targets.add(new Target(
                    target(n),
                    TargetKind.NODE,
                    TargetContract.GRAPH,
                    2,
                    (n % 5) * 400_000L,
                    false,
                    null,
                    new Observation(NOW, TargetHealth.UP, n < idle ? 0 : 2, null),
                    // Each has models of its own, so that none is screened with another.
                    new Catalogue(CLASSES, Map.of("checkpoints", Set.of("base.safetensors", target(n) + ".ckpt"))),
                    Standing.CLEAN));
            for (int slot = 0; slot < 2 && n >= idle; slot++) {
                living.add(new Living(
                        new UUID(n, slot),
                        "c-" + n + "-" + slot,
                        new UUID(n, slot),
                        "tenant-" + n % 20,
                        target(n),
                        "sha256:" + n % DIGESTS,
                        0,
                        NOW.minusSeconds(1),
                        NOW.plusSeconds(900),
                        false));
            }
        }
        return new Fleet(targets, living, estimates);
    }

    private static String target(int n) {
        return "node-%04d".formatted(n);
    }
}
