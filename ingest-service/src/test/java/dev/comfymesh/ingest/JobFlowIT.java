package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptPreview;
import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.NodePhase;
import dev.comfymesh.contracts.NodeProgress;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job from its submit to its end, with the other services' facts stated by the test. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class JobFlowIT {
    static FactLog router;
    static FactLog executor;
    static FactLog scoring;
    static FactReader log;

    @TestHTTPResource("/")
    URI base;

    Api api;

    @BeforeAll
    static void openLog() {
        router = FactLog.as("router-service");
        executor = FactLog.as("executor-service");
        scoring = FactLog.as("scoring-service");
        log = FactReader.of(Topic.JOBS);
    }

    @AfterAll
    static void closeLog() {
        router.close();
        executor.close();
        scoring.close();
        log.close();
    }

    @BeforeEach
    void openApi() {
        api = new Api(base, Api.KEY);
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void statesAnAcceptedJobOnTheLog() {
        var request = Api.aRequest();
        request.putObject("pool").put("candidates", 3).put("deliver", 2);

        var answer = api.submit(request);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/v1/jobs/" + answer.id());
        assertThat(answer.json()).isEqualTo(api.job(answer.id()));
        assertThat(answer.json().at("/pool/waiting").intValue()).isEqualTo(3);
        var fact = log.await(answer.id(), JobAccepted.class);
        assertThat(fact.pool().deliver()).isEqualTo(2);
        assertThat(fact.pool().maxCandidates()).isEqualTo(6);
        assertThat(fact.seed()).isEqualTo(42);
        assertThat(fact.tenant().id()).isEqualTo("local");
    }

    @Test
    void keepsJobsApartThatAreToldOfTogether() {
        var assigned = IntStream.range(0, 20).mapToObj(_ -> submitted(2)).toList();
        var scored = IntStream.range(0, 20).mapToObj(_ -> submitted(2)).toList();
        scored.forEach(job -> run(job, 1));

        for (int i = 0; i < assigned.size(); i++) {
            router.state("local", assigned.get(i).attempt(1).assigned());
            scoring.state("local", scored.get(i).attempt(1).scored(0.5));
        }

        for (var job : assigned) {
            await().untilAsserted(() -> assertThat(pool(job)).isEqualTo("waiting 1, running 1, scored 0, seq 2"));
        }
        for (var job : scored) {
            await().untilAsserted(() -> assertThat(pool(job)).startsWith("waiting 1, running 0, scored 1"));
        }
    }

    @Test
    void deliversWhatWasSelected() {
        var job = submitted(2);
        try (var events = api.events(job.id())) {
            events.awaitEvent("snapshot");
            run(job, 1);
            run(job, 2);
            scoring.state("local", job.attempt(1).scored(0.5), job.attempt(2).rejected("BLURRED"), job.selected(1));
            router.state("local", job.closed(2));
            events.awaitEnd();

            assertThat(events.status()).isEqualTo(200);
            assertThat(events.contentType()).startsWith("text/event-stream");
            assertThat(events.names())
                    .contains("candidate.assigned", "candidate.started", "candidate.finished", "candidate.scored")
                    .startsWith("snapshot")
                    .endsWith("job.completed");
        }
        var ended = log.await(job.id(), JobCompleted.class);
        assertThat(ended.selection()).hasSize(1);
        var shown = api.job(job.id());
        assertThat(shown.path("status").textValue()).isEqualTo("COMPLETED");
        assertThat(shown.path("complete").booleanValue()).isTrue();
        assertThat(shown.at("/pool/scored").intValue()).isEqualTo(2);
        assertThat(shown.at("/cost/reservedMicros").longValue()).isZero();
        assertThat(shown.at("/selection/0/artifacts/0/mediaType").textValue()).isEqualTo("image/png");
    }

    @Test
    void resumesAStreamWithoutLossOrRepetition() {
        var job = submitted(2);
        run(job, 1);
        var seen = 0L;
        try (var events = api.events(job.id(), "Last-Event-ID", "0")) {
            seen = Long.parseLong(events.awaitEvent("candidate.finished").id());
            assertThat(events.ids()).startsWith("1", "2", "3");
        }
        run(job, 2);
        try (var resumed = api.events(job.id(), "Last-Event-ID", Long.toString(seen))) {
            resumed.awaitEvent("candidate.finished");
            scoring.state("local", job.attempt(1).scored(0.5), job.attempt(2).scored(0.6), job.selected(2));
            router.state("local", job.closed(2));
            resumed.awaitEnd();
            var last = api.job(job.id()).path("seq").longValue();
            assertThat(resumed.ids())
                    .containsExactlyElementsOf(LongStream.rangeClosed(seen + 1, last)
                            .mapToObj(Long::toString)
                            .toList());
        }
        try (var replayed = api.events(job.id(), "Last-Event-ID", "1")) {
            replayed.awaitEnd();
            assertThat(replayed.names()).startsWith("snapshot").endsWith("job.completed");
        }
        try (var late = api.events(job.id())) {
            late.awaitEnd();
            assertThat(late.names()).containsExactly("snapshot");
        }
    }

    @Test
    void passesProgressOnAndKeepsTheConnectionAlive() {
        var job = submitted(1);
        try (var events = api.events(job.id())) {
            events.awaitEvent("snapshot");
            var attempt = job.attempt(1);
            var candidate = attempt.candidate().candidateId();
            var sampler = new NodeProgress("3", "Sampler", NodePhase.RUNNING, 5, 20);
            executor.note(
                    new AttemptProgress(job.id(), candidate, attempt.id(), "3", 5, 20, 0.25, 1_500L, List.of(sampler)));
            executor.note(new AttemptPreview(job.id(), candidate, attempt.id(), "image/jpeg", "AAAA"));

            var progress = events.awaitEvent("progress").json();
            assertThat(progress.path("fraction").doubleValue()).isEqualTo(0.25);
            assertThat(progress.path("remainingMillis").longValue()).isEqualTo(1_500);
            assertThat(progress.at("/nodes/0/title").textValue()).isEqualTo("Sampler");
            assertThat(progress.at("/nodes/0/phase").textValue()).isEqualTo("running");
            assertThat(events.awaitEvent("preview").id()).isEmpty();
            events.awaitComment();
        }
    }

    @Test
    void endsAsCancelledOnceNothingLives() {
        var job = submitted(1);

        var cancelled = api.post("/v1/jobs/" + job.id() + "/cancel", BodyPublishers.noBody());
        router.state("local", job.closed(0));

        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(202);
        assertThat(cancelled.json().path("status").textValue()).isEqualTo("CANCELLING");
        log.await(job.id(), JobCancelRequested.class);
        log.await(job.id(), JobCancelled.class);
        await().until(() -> api.job(job.id()).path("status").textValue().equals("CANCELLED"));
        var again = api.post("/v1/jobs/" + job.id() + "/cancel", BodyPublishers.noBody());
        assertThat(again.status()).isEqualTo(202);
    }

    @Test
    void failsWithTheNodesAtFault() {
        var job = submitted(1);
        var attempt = job.attempt(1);
        var candidate = attempt.candidate().candidateId();
        var faults = List.of(new GraphFault("3", "My sampler", "KSampler", "steps", "value_too_big", "steps is 99"));
        var cause = new Cause("GRAPH_INVALID", "The graph is refused.", faults);
        var failure = FailureClass.GRAPH_INVALID;
        router.state("local", attempt.assigned());
        executor.state(
                "local",
                new AttemptFailed(
                        job.id(), job.at(), attempt.id(), candidate, "sim-a", failure, failure.category(), cause, 0));
        router.state("local", new CandidateFailed(job.id(), job.at(), candidate, failure, 1, cause), job.closed(1));

        assertThat(log.await(job.id(), JobFailed.class).problem()).isEqualTo(cause);
        await().untilAsserted(() -> assertThat(
                        api.job(job.id()).at("/problem/faults/0/title").textValue())
                .isEqualTo("My sampler"));
        try (var events = api.events(job.id(), "Last-Event-ID", "1")) {
            for (var event : List.of("attempt.failed", "candidate.failed", "job.failed")) {
                assertThat(events.awaitEvent(event)
                                .json()
                                .at("/problem/faults/0/input")
                                .textValue())
                        .isEqualTo("steps");
            }
        }
        var late = api.post("/v1/jobs/" + job.id() + "/cancel", BodyPublishers.noBody());
        assertThat(late.status()).isEqualTo(409);
    }

    @Test
    void expiresWhenTheDeadlineTookACandidate() {
        var job = submitted(1);
        router.state("local", job.attempt(1).gaveUp(FailureClass.DEADLINE), job.closed(0));

        log.await(job.id(), JobExpired.class);
    }

    private String pool(SampleJob job) {
        var shown = api.job(job.id());
        var pool = shown.get("pool");
        return "waiting %d, running %d, scored %d, seq %d"
                .formatted(
                        pool.get("waiting").intValue(),
                        pool.get("running").intValue(),
                        pool.get("scored").intValue(),
                        shown.get("seq").intValue());
    }

    private SampleJob submitted(int candidates) {
        var request = Api.aRequest();
        request.putObject("pool").put("candidates", candidates);
        UUID id = api.submit(request).id();
        log.await(id, JobAccepted.class);
        return SampleJob.aJob().id(id).tenant("local").seed(42).candidates(candidates);
    }

    private void run(SampleJob job, int n) {
        router.state("local", job.attempt(n).assigned());
        executor.state("local", job.attempt(n).started(), job.attempt(n).succeeded());
    }
}
