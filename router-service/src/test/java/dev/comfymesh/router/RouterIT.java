package dev.comfymesh.router;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.ChargeKind;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The router between real Kafka and real PostgreSQL; each test has nodes of its own, by a node class of its own. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class RouterIT {
    @Inject
    ObjectStore objects;

    @Inject
    MatchCandidates candidates;

    @TestHTTPResource("/")
    URI router;

    private FactLog ingest;
    private FactLog executor;
    private FactLog scoring;
    private FactReader log;
    private FleetInTest fleet;

    @BeforeEach
    void open() {
        ingest = FactLog.as("ingest-service");
        executor = FactLog.as("executor-service");
        scoring = FactLog.as("scoring-service");
        log = FactReader.of(Topic.JOBS);
        fleet = new FleetInTest(router, objects, executor);
    }

    @AfterEach
    void close() {
        ingest.close();
        executor.close();
        scoring.close();
        log.close();
    }

    @Test
    void assignsAnAcceptedJobToANodeThatCanRunIt() {
        fleet.node("able-1", "Able");
        fleet.node("unable-1", "Other");
        var job = accepted(aJob().graph(graph("Able")));

        var assigned = log.await(job.jobId(), AttemptAssigned.class);

        assertThat(assigned.targetId()).isEqualTo("able-1");
        assertThat(assigned.seed()).isEqualTo(job.firstWave().getFirst().seed());
        assertThat(assigned.endBy()).isBeforeOrEqualTo(job.deadline());
        assertThat(fleet.send("GET", "/v1/decisions/" + job.jobId(), "").body())
                .contains("\"targetId\":\"able-1\"", "NODE_CLASS_MISSING", "does not offer Able", "priceMicros");
    }

    @Test
    void triesElsewhereAfterATargetWasLost() {
        fleet.node("lost-1", "Lost");
        fleet.node("lost-2", "Lost");
        var job = accepted(aJob().graph(graph("Lost")));
        var first = log.await(job.jobId(), AttemptAssigned.class);

        executor.state("acme", failed(first, FailureClass.LOST, 3_000));

        var second = log.await(job.jobId(), AttemptAssigned.class, attempt -> attempt.number() == 2);
        assertThat(second.targetId()).isNotEqualTo(first.targetId());
        assertThat(log.await(job.jobId(), AttemptCharged.class).kind()).isEqualTo(ChargeKind.WASTE);
    }

    @Test
    void givesACandidateUpWhenItsGraphIsAtFault() {
        fleet.node("strict-1", "Strict");
        var job = accepted(aJob().graph(graph("Strict")));
        var first = log.await(job.jobId(), AttemptAssigned.class);

        executor.state("acme", failed(first, FailureClass.GRAPH_INVALID, 0));

        var given = log.await(job.jobId(), CandidateFailed.class);
        assertThat(given.failure()).isEqualTo(FailureClass.GRAPH_INVALID);
        assertThat(given.attempts()).isEqualTo(1);
    }

    @Test
    void closesTheJobOnceWhenItsPoolIsSelectedAndNothingLives() {
        fleet.node("close-1", "Close");
        var sample = aJob().graph(graph("Close")).candidates(2);
        var job = accepted(sample);
        var attempts = log.await(job.jobId(), AttemptAssigned.class, 2);
        executor.state("acme", succeeded(attempts.get(0)));

        scoring.state("acme", sample.selected(1));
        assertThat(log.await(job.jobId(), AttemptRevokeRequested.class).attemptId())
                .isEqualTo(attempts.get(1).attemptId());
        executor.state("acme", failed(attempts.get(1), FailureClass.REVOKED, 500));

        assertThat(log.await(job.jobId(), JobClosed.class).attempts()).isEqualTo(2);
        assertThat(log.factsOf(job.jobId()))
                .filteredOn(JobClosed.class::isInstance)
                .hasSize(1);
        assertThat(log.factsOf(job.jobId()))
                .filteredOn(CandidateFailed.class::isInstance)
                .isEmpty();
    }

    @Test
    void startsNothingMoreAfterACancelAndCloses() {
        var sample = aJob().graph(graph("NobodyHasIt")).candidates(3);
        var job = accepted(sample);

        ingest.state("acme", sample.cancelRequested());

        assertThat(log.await(job.jobId(), JobClosed.class).attempts()).isZero();
        fleet.node("late-1", "NobodyHasIt");
        fleet.node("late-2", "Marker");
        log.await(accepted(aJob().graph(graph("Marker"))).jobId(), AttemptAssigned.class);
        assertThat(log.factsOf(job.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .isEmpty();
    }

    @Test
    void endsWhatStillWaitsAtTheDeadline() {
        var job = accepted(aJob().graph(graph("Never")).within(Duration.ofSeconds(1)));

        assertThat(log.await(job.jobId(), CandidateFailed.class).failure()).isEqualTo(FailureClass.DEADLINE);
    }

    @Test
    void topsAShortPoolUp() {
        fleet.node("short-1", "Short");
        var job = accepted(aJob().graph(graph("Short")));
        executor.state("acme", succeeded(log.await(job.jobId(), AttemptAssigned.class)));

        scoring.state("acme", new PoolShort(job.jobId(), Instant.now(), 1, 1, List.of()));

        assertThat(log.await(job.jobId(), CandidatesAdded.class).wave()).isEqualTo(2);
        assertThat(log.await(job.jobId(), AttemptAssigned.class, 2)).hasSize(2);
    }

    @Test
    void learnsOfANodeThatComesUpLater() {
        fleet.node("riser-1", "Riser");
        fleet.observe("riser-1", TargetHealth.DOWN, "Riser");
        fleet.node("riser-2", "RiserMarker");
        log.await(accepted(aJob().graph(graph("RiserMarker"))).jobId(), AttemptAssigned.class);
        var job = accepted(aJob().graph(graph("Riser")));

        fleet.observe("riser-1", TargetHealth.UP, "Riser");

        assertThat(log.await(job.jobId(), AttemptAssigned.class).targetId()).isEqualTo("riser-1");
    }

    @Test
    void rebuildsWhatWaitsWhenItTakesOver() {
        var job = accepted(aJob().graph(graph("Rebuilt")));
        fleet.node("rebuilt-0", "RebuiltMarker");
        log.await(accepted(aJob().graph(graph("RebuiltMarker"))).jobId(), AttemptAssigned.class);

        candidates.forget();
        fleet.node("rebuilt-1", "Rebuilt");

        assertThat(log.await(job.jobId(), AttemptAssigned.class).targetId()).isEqualTo("rebuilt-1");
    }

    @Test
    void closesACancelledJobOnlyAfterItsAttemptsHaveEnded() {
        fleet.node("cancel-1", "Cancel");
        var sample = aJob().graph(graph("Cancel")).candidates(4);
        var job = accepted(sample);
        var attempts = log.await(job.jobId(), AttemptAssigned.class, 2);

        ingest.state("acme", sample.cancelRequested());
        log.await(job.jobId(), AttemptRevokeRequested.class, 2);
        assertThat(log.factsOf(job.jobId()))
                .filteredOn(JobClosed.class::isInstance)
                .isEmpty();
        executor.state("acme", failed(attempts.get(0), FailureClass.REVOKED, 10), succeeded(attempts.get(1)));

        assertThat(log.await(job.jobId(), JobClosed.class).attempts()).isEqualTo(2);
        assertThat(log.factsOf(job.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .hasSize(2);
    }

    @Test
    void keepsACandidateWhoseAttemptIsUnknownAndBelievesALaterEnding() {
        fleet.node("unknown-1", "Unknown");
        var job = accepted(aJob().graph(graph("Unknown")));
        var attempt = log.await(job.jobId(), AttemptAssigned.class);

        executor.state("acme", failed(attempt, FailureClass.UNKNOWN, 0), succeeded(attempt));

        assertThat(log.await(job.jobId(), AttemptCharged.class).kind()).isEqualTo(ChargeKind.RUN);
        assertThat(log.factsOf(job.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .hasSize(1);
    }

    @Test
    void ejectsANodeWhoseOutputsAreNoPictures() {
        fleet.node("liar-1", "Liar");
        for (int n = 0; n < 3; n++) {
            var sample = aJob().graph(graph("Liar"));
            var attempt = log.await(accepted(sample).jobId(), AttemptAssigned.class);
            executor.state("acme", succeeded(attempt));
            scoring.state("acme", blank(attempt));
        }

        await().until(() -> fleet.send("GET", "/v1/targets/liar-1", "").body().contains("\"ejectedUntil\":\"2"));
    }

    private JobAccepted accepted(SampleJob sample) {
        var job = sample.accepted();
        ingest.state("acme", job);
        return job;
    }

    private static ObjectNode graph(String nodeClass) {
        var graph = JsonNodeFactory.instance.objectNode();
        graph.putObject("1").put("class_type", nodeClass).putObject("inputs");
        return graph;
    }

    private static JobFact failed(AttemptAssigned attempt, FailureClass failure, long gpuMillis) {
        return new AttemptFailed(
                attempt.jobId(),
                Instant.now(),
                attempt.attemptId(),
                attempt.candidateId(),
                attempt.targetId(),
                failure,
                failure.category(),
                new Cause("test", "It was made to fail."),
                gpuMillis);
    }

    private static JobFact blank(AttemptAssigned attempt) {
        var reason = new Reason("BLANK", "spread", 0, 1, "The picture is blank.");
        return new CandidateScored(
                attempt.jobId(),
                Instant.now(),
                attempt.candidateId(),
                attempt.attemptId(),
                "generic",
                new Verdict(false, 0, List.of(reason)));
    }

    private static JobFact succeeded(AttemptAssigned attempt) {
        var artifact = new Artifact("t/x/" + UUID.randomUUID(), "image/png", 1, "0".repeat(64), 64, 64, "1");
        return new AttemptSucceeded(
                attempt.jobId(),
                Instant.now(),
                attempt.attemptId(),
                attempt.candidateId(),
                attempt.targetId(),
                List.of(artifact),
                1_000,
                false);
    }
}
