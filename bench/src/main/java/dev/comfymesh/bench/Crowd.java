package dev.comfymesh.bench;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Catalogue;
import dev.comfymesh.router.domain.Demands;
import dev.comfymesh.router.domain.Economy;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Estimates.Estimate;
import dev.comfymesh.router.domain.Fairness;
import dev.comfymesh.router.domain.Filter;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Form;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Lateness;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Loads;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.ModelFile;
import dev.comfymesh.router.domain.Needs;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Odds;
import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Served;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Target;
import dev.comfymesh.router.domain.Traits;
import dev.comfymesh.router.domain.Traits.Resident;
import dev.comfymesh.router.domain.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A crowd that waits and a fleet that cannot take all of it at once: tenants with a history, jobs of several models, demands
 * and policies; nodes of several grades of which it is known what models they have at hand and how they did, and providers.
 */
final class Crowd {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final int TARGETS = 1_000;

    private static final int WAITING = 10_000;
    private static final int PROVIDERS = 40;
    private static final int TENANTS = 20;
    private static final int GRADES = 5;
    private static final int WORKFLOWS = 2_000;
    private static final int LEARNED = 200;
    private static final int MODELS = 12;
    /** So many nodes are of one make, with the same files. */
    private static final int ALIKE = 10;

    private static final Set<String> CLASSES =
            Set.of("KSampler", "SaveImage", "CLIPTextEncode", "LoraLoader", "VAEDecode", "UpscaleModelLoader");
    private static final Duration HOUR = Duration.ofHours(1);
    static final Matcher MATCHER = new Matcher(new Policy(
            List.of(Filter.notCordoned(), Filter.seenWithin(Duration.ofSeconds(30)), Filter.up(), Filter.notEjected()),
            new Workload(Duration.ofSeconds(3), 10),
            new Loads(Duration.ofMillis(2_800), Duration.ofSeconds(35)),
            new Fairness(Duration.ofMinutes(15), Duration.ofMinutes(30), 64, 256),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(20),
            200,
            economy("balanced", 100),
            Map.of("cheapest", economy("cheapest", 0), "fastest", economy("fastest", 20_000))));

    private final Random random;
    private final List<ModelFile> models = IntStream.range(0, MODELS)
            .mapToObj(n -> new ModelFile("checkpoints", "model-%d.safetensors".formatted(n)))
            .toList();

    private final Map<Integer, Catalogue> catalogues = new HashMap<>();

    Crowd(long seed) {
        random = new Random(seed);
    }

    List<Candidate> waiting() {
        var needs = new HashMap<Needs, Needs>();
        var all = new ArrayList<Candidate>();
        for (int n = 0; n < WAITING; n++) {
            var asked = needs();
            var due = NOW.plusSeconds(20 + random.nextInt(600));
            var job = new Job(
                    new UUID(random.nextLong(), random.nextLong()),
                    new Tenant(tenant(n), 1 + n % 3, 5_000),
                    workflow(random.nextInt(WORKFLOWS)),
                    needs.computeIfAbsent(asked, same -> same),
                    List.of(),
                    Priority.values()[random.nextInt(Priority.values().length)],
                    due,
                    due.plusSeconds(900),
                    10_000_000,
                    0,
                    null);
            var since = NOW.minusMillis(random.nextInt(100_000));
            all.add(new Candidate(job, job.jobId() + "-1", 1, n, 0, since, since, Set.of(), null));
        }
        return all;
    }

    /** Where so many nodes have nothing to do, and all the others as much as they may. */
    Fleet fleet(int idle) {
        var targets = new ArrayList<Target>();
        var living = new ArrayList<Living>();
        var forms = new HashMap<String, Form>();
        var passes = new ArrayList<Passes>();
        for (int n = 0; n < TARGETS; n++) {
            var isNode = n < TARGETS - PROVIDERS;
            var slots = isNode ? 2 : 8;
            var held = n < idle ? 0 : slots;
            targets.add(isNode ? node(n, held) : provider(n, slots));
            for (int slot = 0; slot < held; slot++) {
                living.add(living(n, slot));
            }
            forms.put(id(n), new Form(random.nextInt(50), random.nextInt(2), 1, NOW.minusSeconds(60)));
            passes.add(new Passes(workflow(n % LEARNED), grade(n), 40, 36 + random.nextInt(5)));
        }
        var served = new HashMap<String, Served>();
        IntStream.range(0, TENANTS)
                .forEach(n -> served.put(tenant(n), new Served(random.nextInt(7_200_000), NOW.minusSeconds(30))));
        return new Fleet(targets, living, estimates(), Map.of(), new Odds(forms, passes), served);
    }

    private Estimates estimates() {
        var learned = new ArrayList<Estimate>();
        for (int n = 0; n < LEARNED; n++) {
            for (int grade = 0; grade < GRADES; grade++) {
                learned.add(new Estimate(workflow(n), "grade-" + grade, 1_000 + random.nextInt(30_000), 300));
            }
        }
        return new Estimates(learned, Duration.ofSeconds(10));
    }

    /** Six of ten jobs demand nothing. */
    private Needs needs() {
        var demands = switch (random.nextInt(20)) {
            case 0, 1 -> demands("cheapest", false, null, null);
            case 2 -> demands("fastest", false, null, null);
            case 3, 4 -> demands(null, true, null, null);
            case 5 -> demands(null, false, "eu", null);
            case 6 -> demands(null, false, null, List.of(id(7), id(TARGETS - 1), id(300)));
            case 7 -> new Demands(null, false, 20_000L, "grade-2", null, null, Set.of("fal"));
            default -> Demands.NONE;
        };
        var model = models.get((int) Math.min(MODELS - 1, Math.abs(random.nextGaussian() * MODELS / 3)));
        return new Needs(Set.of("KSampler", "SaveImage", "CLIPTextEncode"), Set.of(model), Set.of(), demands);
    }

    private static Demands demands(
            @Nullable String policy, boolean own, @Nullable String region, @Nullable List<String> targets) {
        return new Demands(policy, own, null, null, region, targets, Set.of());
    }

    private Target node(int n, int held) {
        var resident = new Resident(
                Set.of(model(n), model(n * 7 + 1)),
                Set.of(model(n), model(n * 7 + 1), model(n + 2), model(n + 3), model(n + 4)),
                Set.of(model(n * 7 + 1)),
                Set.of(model(n + 4)));
        var grade = grade(n);
        var traits = new Traits(grade, 0, resident, null, grade, n / ALIKE % 2 == 0 ? "eu" : "us");
        return target(n, TargetKind.NODE, TargetContract.GRAPH, 2, (1 + n / ALIKE % GRADES) * 400_000L, held, traits);
    }

    private Target provider(int n, int slots) {
        var contract = n % 2 == 0 ? TargetContract.GRAPH : TargetContract.MODEL_PARAMS;
        var traits = new Traits("account-" + n % 3, 18_000 + n % 3 * 8_000, null, "fal", null, "us");
        return target(n, TargetKind.PROVIDER, contract, slots, 0, 0, traits);
    }

    private Target target(
            int n, TargetKind kind, TargetContract contract, int slots, long microsPerHour, int held, Traits traits) {
        return new Target(
                id(n),
                kind,
                contract,
                slots,
                microsPerHour,
                false,
                null,
                new Observation(NOW, TargetHealth.UP, held, null),
                catalogues.computeIfAbsent(n / ALIKE, this::catalogue),
                Standing.CLEAN,
                traits);
    }

    /** All have the models of the crowd, and one of their own. */
    private Catalogue catalogue(int batch) {
        var names = new HashSet<>(models.stream().map(ModelFile::name).toList());
        names.add("own-%d.safetensors".formatted(batch));
        return new Catalogue(CLASSES, Map.of("checkpoints", names));
    }

    private static Living living(int n, int slot) {
        return new Living(
                new UUID(n, slot),
                "c-" + n + "-" + slot,
                new UUID(n, slot),
                tenant(n),
                id(n),
                workflow(n % LEARNED),
                0,
                slot == 0 ? NOW.minusSeconds(1) : null,
                NOW.plusSeconds(900),
                false);
    }

    private static Economy economy(String name, long microsPerSecond) {
        return new Economy(
                name,
                1,
                new Pricing(microsPerSecond),
                new Worth(new Lateness(2_000, 50), HOUR),
                new Worth(new Lateness(10_000, 300), HOUR),
                new Worth(new Lateness(40_000, 2_000), HOUR),
                100);
    }

    private static String grade(int n) {
        return "grade-" + n / ALIKE % GRADES;
    }

    private ModelFile model(int n) {
        return models.get(n % MODELS);
    }

    private static String id(int n) {
        return "target-%04d".formatted(n);
    }

    private static String tenant(int n) {
        return "tenant-" + n % TENANTS;
    }

    private static String workflow(int n) {
        return "sha256:" + n;
    }
}
