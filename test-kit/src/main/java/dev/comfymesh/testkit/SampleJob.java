package dev.comfymesh.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.Intent;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.OnShort;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.contracts.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A job for tests, and the facts about it: {@code aJob().candidates(4).deliver(2).accepted()}. Everything not said is
 * valid and plain; the same job states the same fact each time.
 */
public final class SampleJob {
    /** The digest that {@link #accepted()} states; it names no stored graph. */
    public static final String DIGEST = "sha256:" + "0".repeat(64);

    private UUID id = UUID.randomUUID();
    private Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Tenant tenant = new Tenant("acme", 1, 100);
    private ObjectNode graph = Graphs.textToImage();
    private int candidates = 1;
    private int deliver = 1;
    private int maxCandidates;
    private String profile = "generic";
    private OnShort onShort = OnShort.DELIVER_FEWER;
    private long seed = 42;
    private Duration time = Duration.ofMinutes(15);
    private long capMicros = 1_000_000;
    private Priority priority = Priority.NORMAL;
    private boolean previews;
    private @Nullable Intent intent;
    private @Nullable List<Given> given;

    private SampleJob() {}

    /** A job of one candidate and a random id, accepted now. */
    public static SampleJob aJob() {
        return new SampleJob();
    }

    public SampleJob id(UUID jobId) {
        id = jobId;
        return this;
    }

    public SampleJob at(Instant instant) {
        at = instant;
        return this;
    }

    public SampleJob tenant(String tenantId) {
        return tenant(new Tenant(tenantId, tenant.weight(), tenant.maxRunning()));
    }

    public SampleJob tenant(Tenant whose) {
        tenant = whose;
        return this;
    }

    public SampleJob graph(ObjectNode apiFormat) {
        graph = apiFormat;
        return this;
    }

    public SampleJob candidates(int count) {
        candidates = count;
        return this;
    }

    public SampleJob deliver(int count) {
        deliver = count;
        return this;
    }

    /** The default is twice the candidates. */
    public SampleJob maxCandidates(int count) {
        maxCandidates = count;
        return this;
    }

    public SampleJob profile(String name) {
        profile = name;
        return this;
    }

    public SampleJob failsWhenShort() {
        onShort = OnShort.FAIL;
        return this;
    }

    public SampleJob seed(long jobSeed) {
        seed = jobSeed;
        return this;
    }

    /** How long after its acceptance the deadline is; the default is 15 minutes. */
    public SampleJob within(Duration duration) {
        time = duration;
        return this;
    }

    public SampleJob capMicros(long micros) {
        capMicros = micros;
        return this;
    }

    public SampleJob priority(Priority urgency) {
        priority = urgency;
        return this;
    }

    public SampleJob withPreviews() {
        previews = true;
        return this;
    }

    /** What its pictures are to show. */
    public SampleJob intent(Intent toShow) {
        intent = toShow;
        return this;
    }

    /** Nothing is generated: these pictures are only judged, as its candidates. */
    public SampleJob given(Artifact... pictures) {
        candidates = pictures.length;
        maxCandidates = pictures.length;
        graph = JsonNodeFactory.instance.objectNode();
        capMicros = 0;
        given = IntStream.rangeClosed(1, pictures.length)
                .mapToObj(n -> new Given(attempt(n).id(), pictures[n - 1]))
                .toList();
        return this;
    }

    public UUID id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String tenantId() {
        return tenant.id();
    }

    public JobAccepted accepted() {
        return new JobAccepted(
                id,
                at,
                tenant,
                graph,
                DIGEST,
                pool(),
                seed,
                at.plus(time),
                capMicros,
                priority,
                previews,
                null,
                null,
                null,
                intent,
                given);
    }

    public Pool pool() {
        var most = maxCandidates == 0 ? Math.min(2 * candidates, Pool.LIMIT) : maxCandidates;
        return new Pool(candidates, deliver, most, profile, onShort);
    }

    /** The n-th candidate, from 1. */
    public NewCandidate candidate(int n) {
        return NewCandidate.of(id, seed, n);
    }

    /** The first attempt of the n-th candidate. */
    public SampleAttempt attempt(int n) {
        return attempt(n, 1);
    }

    /** The attempt of this number, from 1, of the n-th candidate. */
    public SampleAttempt attempt(int n, int number) {
        return new SampleAttempt(tenant.id(), id, candidate(n), at, DIGEST, at.plus(time), number, "sim-a");
    }

    /** These candidates, the best first. */
    public PoolSelected selected(int... best) {
        var selection = IntStream.range(0, best.length)
                .mapToObj(index -> selected(index + 1, attempt(best[index])))
                .toList();
        return new PoolSelected(id, at, selection, best.length >= deliver, List.of());
    }

    public JobCancelRequested cancelRequested() {
        return new JobCancelRequested(id, at, tenant.id(), "changed my mind");
    }

    public JobClosed closed(int attempts) {
        return new JobClosed(id, at, attempts, 0);
    }

    private static Selected selected(int rank, SampleAttempt attempt) {
        var candidate = attempt.candidate();
        return new Selected(rank, candidate.candidateId(), attempt.id(), candidate.seed(), 1.0 / rank);
    }
}
