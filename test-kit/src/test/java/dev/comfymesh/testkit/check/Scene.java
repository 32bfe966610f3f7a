package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.testkit.SampleJob;
import dev.comfymesh.testkit.SampleTargets;
import dev.comfymesh.testkit.StatedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence of a mesh in which one job of one candidate went well from its acceptance to its end: to be tampered with. */
final class Scene {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final SampleJob job = SampleJob.aJob().at(NOON);
    final UUID attempt = job.attempt(1).id();
    final Artifact artifact = new Artifact("t/acme/a/0", "image/png", 10, "a".repeat(64), 64, 64, "7");
    final Map<Table, List<Row>> tables = new EnumMap<>(Table.class);
    final List<StatedFact> log = new ArrayList<>();
    final List<Witnessed> witness = new ArrayList<>();
    final Set<UUID> promised = new HashSet<>(Set.of(job.id()));
    final Map<String, StoredObject> objects =
            new HashMap<>(Map.of(artifact.key(), new StoredObject(10, artifact.sha256(), 64, 64)));
    final List<ClientNote> history = new ArrayList<>();
    final List<Probe> probes = new ArrayList<>();
    final List<StatedFact> observations = new ArrayList<>();
    Replayed replayed = new Replayed(1, List.of());
    private final Map<String, Long> sequences = new HashMap<>();

    Scene() {
        ingestRows();
        routerAndExecutorRows();
        state("ingest", job.accepted());
        state("router", job.attempt(1).assigned());
        state("executor", job.attempt(1).started());
        state("executor", job.attempt(1).succeeded(List.of(artifact)));
        state("router", charged(5));
        state("scoring", job.selected(1));
        state("router", new JobClosed(job.id(), NOON, 1, 5));
        state("ingest", completed());
        saw("submitted", attempt, -10);
        saw("started", attempt, -9);
        saw("finished", attempt, -1);
        submitted("acme", "key-1", job.id());
        history.add(new ClientNote(NOON, "other", ClientNote.Kind.SAW, "/v1/jobs", null, "{\"jobs\": []}"));
        probes.add(new Probe("other", "/v1/jobs/" + job.id(), 404));
        observed(1, 1);
        observed(1, 2);
        observed(2, 1);
    }

    void submitted(String tenant, String key, UUID jobId) {
        history.add(new ClientNote(NOON, tenant, ClientNote.Kind.SUBMITTED, key, jobId, "a secret of " + tenant));
    }

    void observed(long epoch, long number) {
        var seen = underEpoch(epoch, SampleTargets.idle("sim-a", number));
        observations.add(new StatedFact(
                Topic.OBSERVATIONS.name(),
                "sim-a",
                null,
                WireJson.typeOf(seen.getClass()),
                "executor-service",
                0,
                WireJson.write(seen),
                null));
    }

    private void ingestRows() {
        add(
                Table.JOB,
                "ingest",
                "id",
                job.id(),
                "tenant_id",
                "acme",
                "deadline",
                NOON.plusSeconds(900),
                "cap_micros",
                100L,
                "status",
                "COMPLETED",
                "spent_micros",
                5L,
                "seq",
                7L);
        add(Table.KEY, "ingest", "tenant_id", "acme", "key", "key-1", "job_id", job.id());
        add(Table.CLIENT_EVENT, "ingest", "job_id", job.id(), "events", 7L, "last", 7L);
        add(Table.ACCOUNT, "ingest", "tenant_id", "acme", "reserved_micros", 0L);
        add(
                Table.SETTLEMENT,
                "ingest",
                "job_id",
                job.id(),
                "tenant_id",
                "acme",
                "reserved_micros",
                100L,
                "spent_micros",
                5L,
                "applied_at",
                NOON);
    }

    private void routerAndExecutorRows() {
        add(Table.ROUTED_JOB, "router", "job_id", job.id(), "cap_micros", 100L, "spent_micros", 5L);
        booked("TENANT", 5);
        booked("TARGET", -5);
        add(Table.TARGET, "router", "target_id", "sim-a", "slots", 2);
        add(Table.SLOT, "router", "attempt_id", attempt, "job_id", job.id(), "ended_at", NOON, "failure", null);
        add(
                Table.ATTEMPT,
                "executor",
                "id",
                attempt,
                "job_id",
                job.id(),
                "target_id",
                "sim-a",
                "state",
                "SUCCEEDED",
                "epoch",
                1L);
        add(Table.LEASE, "executor", "name", "target-sim-a", "epoch", 1L);
    }

    private void booked(String account, long micros) {
        add(
                Table.ENTRY,
                "router",
                "attempt_id",
                attempt,
                "kind",
                "RUN",
                "account",
                account,
                "job_id",
                job.id(),
                "micros",
                micros);
    }

    Evidence evidence() {
        return new Evidence(
                NOON.plus(Duration.ofHours(1)),
                log,
                tables,
                witness,
                promised,
                objects,
                new Outside(history, probes, replayed, observations));
    }

    JobCompleted completed() {
        return new JobCompleted(job.id(), NOON, job.selected(1).selection(), true, 5);
    }

    AttemptCharged charged(long micros) {
        return new AttemptCharged(job.id(), NOON, attempt, ChargeKind.RUN, micros, "gpu-time");
    }

    /** The service stores the fact, and it is published. */
    void state(String service, JobFact fact) {
        var sequence = sequences.merge(service + fact.jobId(), 1L, Long::sum);
        var stated = new StatedFact(
                Topic.JOBS.name(),
                fact.jobId().toString(),
                "acme",
                WireJson.typeOf(fact.getClass()),
                service + "-service",
                sequence,
                WireJson.write(fact),
                null);
        log.add(stated);
        add(
                Table.OUTBOX,
                service,
                "topic",
                stated.topic(),
                "subject",
                stated.subject(),
                "sequence",
                sequence,
                "type",
                stated.type(),
                "payload",
                stated.payload(),
                "created_at",
                NOON.plusMillis(log.size()),
                "published_at",
                NOON);
    }

    private static TargetObserved underEpoch(long epoch, TargetObserved seen) {
        return new TargetObserved(
                seen.targetId(),
                seen.at(),
                epoch,
                seen.n(),
                seen.health(),
                seen.queue(),
                seen.vram(),
                seen.loadedModels(),
                seen.catalogueDigest());
    }

    void saw(String event, UUID prompt, int second) {
        witness.add(new Witnessed(NOON.plusSeconds(second), "sim-a", event, prompt.toString()));
    }

    void add(Table table, String service, @Nullable Object... namesAndValues) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            columns.put(String.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        tables.computeIfAbsent(table, _ -> new ArrayList<>()).add(new Row(service, columns));
    }

    /** Changes a column in every row of a table. */
    void set(Table table, String column, @Nullable Object value) {
        tables.getOrDefault(table, List.of()).replaceAll(row -> {
            var columns = new LinkedHashMap<>(row.columns());
            columns.put(column, value);
            return new Row(row.service(), columns);
        });
    }
}
