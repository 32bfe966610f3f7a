package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.domain.Decision.Assigned;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs, targets and a policy for tests: all valid and plain unless said otherwise. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Duration DAY = Duration.ofDays(1);
    static final Tenant ACME = new Tenant("acme", 1, 100);
    static final long DOLLAR = 1_000_000;
    private static final Catalogue OFFER = new Catalogue(Set.of("KSampler", "SaveImage"), Map.of());

    static final Policy POLICY = new Policy(
            List.of(Filter.notCordoned(), Filter.seenWithin(Duration.ofSeconds(30)), Filter.up(), Filter.notEjected()),
            new Workload(Duration.ofSeconds(3), 4),
            new Pricing(100),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(20),
            200);

    private Samples() {}

    /** The same where that must be loaded which is not at hand. */
    static Policy policy(Loads loads) {
        return new Policy(
                POLICY.filters(),
                POLICY.workload(),
                loads,
                POLICY.fairness(),
                POLICY.ageing(),
                POLICY.patience(),
                POLICY.startWithin(),
                POLICY.runWithin(),
                POLICY.mostAtOnce(),
                POLICY.economy(),
                POLICY.named());
    }

    static UUID id(int n) {
        return new UUID(0, n);
    }

    static Job job(int n) {
        return job(n, ACME);
    }

    static Job job(int n, Tenant tenant) {
        return job(n, tenant, Priority.NORMAL, 10 * DOLLAR, 0, Set.of("KSampler"));
    }

    static Job job(int n, Tenant tenant, Priority priority, long capMicros, long spentMicros, Set<String> classes) {
        var digest = "sha256:" + String.join("-", classes.stream().sorted().toList());
        return job(n, tenant, digest, nodes(classes), priority, capMicros, spentMicros);
    }

    private static Job job(
            int n,
            Tenant tenant,
            String digest,
            List<GraphNode> nodes,
            Priority priority,
            long capMicros,
            long spentMicros) {
        var needs = Needs.of(nodes, List.of());
        return new Job(id(n), tenant, digest, needs, nodes, priority, NOW.plus(DAY), capMicros, spentMicros, null);
    }

    /** A job of these nodes, which brings these files. */
    static Job asking(int n, List<GraphNode> nodes, String... files) {
        var plain = job(n);
        return plain.sharing(Needs.of(nodes, List.of(files)), nodes);
    }

    /** One node for each class, called like it. */
    static List<GraphNode> nodes(Set<String> classes) {
        return classes.stream()
                .sorted()
                .map(name -> new GraphNode(name, name, name, Map.of()))
                .toList();
    }

    static GraphNode loader(String id, String title, String checkpoint) {
        return new GraphNode(
                id, title, "CheckpointLoaderSimple", Map.of("ckpt_name", new ModelFile("checkpoints", checkpoint)));
    }

    static Job dueAt(Job job, Instant deadline) {
        return new Job(
                job.jobId(),
                job.tenant(),
                job.digest(),
                job.needs(),
                job.nodes(),
                job.priority(),
                deadline,
                job.capMicros(),
                job.spentMicros(),
                job.traceparent());
    }

    static Candidate candidate(Job job, int n) {
        return candidate(job, n, NOW);
    }

    static Candidate candidate(Job job, int n, Instant waitingSince) {
        return new Candidate(job, job.jobId() + "-" + n, n, n, 0, waitingSince, waitingSince, Set.of(), null);
    }

    static Candidate after(Candidate first, Set<String> avoided, @Nullable String stayOn) {
        return new Candidate(
                first.job(),
                first.candidateId(),
                first.n(),
                first.seed(),
                1,
                first.waitingSince(),
                first.notBefore(),
                avoided,
                stayOn);
    }

    static Target node(String id) {
        return node(id, 2, 0);
    }

    static Target node(String id, int slots, long microsPerHour) {
        return new Target(
                id,
                TargetKind.NODE,
                TargetContract.GRAPH,
                slots,
                microsPerHour,
                false,
                null,
                seen(TargetHealth.UP, 0),
                OFFER,
                Standing.CLEAN);
    }

    static Observation seen(TargetHealth health, int held) {
        return new Observation(NOW, health, held, null);
    }

    static Target withObservation(Target target, @Nullable Observation observation) {
        return new Target(
                target.targetId(),
                target.kind(),
                target.contract(),
                target.slots(),
                target.microsPerHour(),
                target.cordoned(),
                target.emptyFrom(),
                observation,
                target.catalogue(),
                target.standing());
    }

    static Target withCatalogue(Target target, @Nullable Catalogue catalogue) {
        return new Target(
                target.targetId(),
                target.kind(),
                target.contract(),
                target.slots(),
                target.microsPerHour(),
                target.cordoned(),
                target.emptyFrom(),
                target.observation(),
                catalogue,
                target.standing());
    }

    static Target cordoned(Target target) {
        return new Target(
                target.targetId(),
                target.kind(),
                target.contract(),
                target.slots(),
                target.microsPerHour(),
                true,
                target.emptyFrom(),
                target.observation(),
                target.catalogue(),
                target.standing());
    }

    static Living living(int n, Job job, String targetId, @Nullable Instant startedAt) {
        return new Living(
                id(n),
                job.jobId() + "-" + n,
                job.jobId(),
                job.tenant().id(),
                targetId,
                job.digest(),
                0,
                startedAt,
                NOW.plus(DAY),
                false);
    }

    static Fleet fleet(Target... targets) {
        return fleet(List.of(targets), List.of());
    }

    static Fleet fleet(List<Target> targets, List<Living> living) {
        return new Fleet(targets, living, unlearned());
    }

    static Estimates unlearned() {
        return new Estimates(List.of(), Duration.ofSeconds(10));
    }

    static List<Decision> decide(Collection<Candidate> waiting, Fleet fleet) {
        return new Matcher(POLICY).decide(waiting, fleet, NOW);
    }

    static Decision decide(Candidate candidate, Fleet fleet) {
        return decide(List.of(candidate), fleet).getFirst();
    }

    static List<String> assignedTo(List<Decision> decisions) {
        return decisions.stream()
                .filter(Assigned.class::isInstance)
                .map(Assigned.class::cast)
                .map(assigned -> assigned.candidate().candidateId() + " on "
                        + assigned.chosen().targetId())
                .toList();
    }

    static String target(Decision decision) {
        return ((Assigned) decision).chosen().targetId();
    }
}
