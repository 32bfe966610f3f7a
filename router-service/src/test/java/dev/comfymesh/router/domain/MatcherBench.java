package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Estimates.Estimate;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * How long the matcher alone takes with 1,000 targets and 10,000 waiting candidates: in a full house where a few slots
 * have come free, and with the whole fleet idle. What it took of CPU counts where others keep the machine busy.
 */
public final class MatcherBench {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int TARGETS = 1_000;
    private static final int WAITING = 10_000;
    private static final int DIGESTS = 200;
    private static final int WARM_UP = 400;
    private static final int ROUNDS = 1_000;
    private static final List<Set<String>> SHAPES = List.of(
            Set.of("KSampler", "SaveImage", "CLIPTextEncode"),
            Set.of("KSampler", "SaveImage", "CLIPTextEncode", "LoraLoader"),
            Set.of("KSampler", "SaveImage", "VAEDecode", "UpscaleModelLoader"));
    private static final Set<String> CATALOGUE =
            Set.of("KSampler", "SaveImage", "CLIPTextEncode", "LoraLoader", "VAEDecode", "UpscaleModelLoader");

    private final Random random = new Random(42);
    private final Matcher matcher = new Matcher(Samples.POLICY);
    private final List<Candidate> waiting = waiting();
    private final Estimates estimates = estimates();

    private MatcherBench() {}

    public static void main(String[] arguments) {
        var bench = new MatcherBench();
        bench.measure("10 slots free", 10);
        bench.measure("all idle", TARGETS);
    }

    private void measure(String name, int idle) {
        var fleet = fleet(idle);
        var nanos = new long[ROUNDS];
        var cpu = new long[ROUNDS];
        var threads = ManagementFactory.getThreadMXBean();
        var placed = 0L;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            var start = System.nanoTime();
            var cpuStart = threads.getCurrentThreadCpuTime();
            var decisions = matcher.decide(waiting, fleet, NOW);
            if (round >= 0) {
                nanos[round] = System.nanoTime() - start;
                cpu[round] = threads.getCurrentThreadCpuTime() - cpuStart;
                placed += decisions.stream()
                        .filter(Decision.Assigned.class::isInstance)
                        .count();
            }
        }
        System.out.printf(
                "%-14s p50 %.2f, p99 %.2f ms; of CPU p50 %.2f, p99 %.2f ms; %d placed in a round%n",
                name, share(nanos, 50), share(nanos, 99), share(cpu, 50), share(cpu, 99), placed / ROUNDS);
    }

    private static double share(long[] nanos, int percent) {
        Arrays.sort(nanos);
        return nanos[nanos.length * percent / 100] / 1e6;
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
                    new Observation(NOW, TargetHealth.UP, n < idle ? 0 : 2),
                    CATALOGUE,
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
