package dev.comfymesh.executor;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptPreview;
import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.Graphs;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import dev.comfymesh.testkit.SampleJob;
import dev.comfymesh.testkit.SampleTargets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ExecutorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LONG = "sha256:" + "2".repeat(64);

    private static SampleAttempt onNowhere;

    private final FactLog ingest = FactLog.as("ingest-service");
    private final FactLog router = FactLog.as("router-service");
    private final FactReader facts = FactReader.of(Topic.JOBS);
    private final String target = "node-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    ObjectStore objects;

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    /** Its end is waited for longest, and meanwhile the other tests go on. */
    @BeforeAll
    static void assignOnNowhere() {
        var job = Restated.runnableJob();
        onNowhere = job.attempt(1).on("nowhere");
        try (var ingest = FactLog.as("ingest-service");
                var router = FactLog.as("router-service")) {
            ingest.state(job.tenantId(), job.accepted());
            router.state(
                    job.tenantId(),
                    Restated.startingBy(onNowhere.assigned(), Instant.now().plusSeconds(1)));
        }
    }

    @AfterEach
    void close() {
        router.forget(target);
        ingest.close();
        router.close();
        facts.close();
    }

    @Test
    void runsAnAssignedAttemptAndStoresItsOutput() throws IOException {
        var node = NodeHall.node(1);
        defined(node);
        var attempt = assigned(Restated.runnableJob());

        var started = facts.await(attempt.jobId(), AttemptStarted.class);
        var succeeded = facts.await(attempt.jobId(), AttemptSucceeded.class);

        assertThat(started.attemptId()).isEqualTo(attempt.id());
        assertThat(succeeded.artifacts()).singleElement().satisfies(artifact -> {
            assertThat(artifact.key()).isEqualTo("t/acme/j/%s/a/%s/0".formatted(attempt.jobId(), attempt.id()));
            assertThat(artifact.mediaType()).isEqualTo("image/png");
            assertThat(List.of(artifact.width(), artifact.height())).containsExactly(64, 64);
        });
        var stored =
                objects.read(succeeded.artifacts().getFirst().key()).await().atMost(PATIENCE);
        assertThat(ImageIO.read(new ByteArrayInputStream(stored)).getWidth()).isEqualTo(64);
        assertThat(node.saw("started", attempt.id())).isEqualTo(1);
    }

    @Test
    void observesTheNodeAndKeepsItsCatalogue() {
        var node = NodeHall.node(1);
        try (var observations = FactReader.of(Topic.OBSERVATIONS)) {
            defined(node);

            var observed = observations
                    .await(record -> record.subject().equals(target)
                            && record.read(TargetObserved.class).catalogueDigest() != null)
                    .read(TargetObserved.class);
            var catalogue = WireJson.read(
                    objects.read("c/" + observed.catalogueDigest()).await().atMost(PATIENCE), ObjectNode.class);

            assertThat(observed.health()).isEqualTo(TargetHealth.UP);
            assertThat(observed.vram().totalBytes()).isPositive();
            assertThat(catalogue.path("nodeClasses").toString()).contains("KSampler");
            assertThat(catalogue.at("/models/checkpoints")).isNotEmpty();
        }
    }

    @Test
    void tellsProgressAndPreviews() {
        var node = NodeHall.node(300);
        try (var notes = FactReader.of(Topic.PROGRESS)) {
            defined(node);
            var attempt = assigned(Restated.runnableJob().withPreviews());

            var progress = notes.await(
                            record -> record.subject().equals(attempt.jobId().toString())
                                    && record.type().equals(WireJson.typeOf(AttemptProgress.class)))
                    .read(AttemptProgress.class);
            var preview = notes.await(
                            record -> record.subject().equals(attempt.jobId().toString())
                                    && record.type().equals(WireJson.typeOf(AttemptPreview.class)))
                    .read(AttemptPreview.class);

            assertThat(progress.fraction()).isBetween(0.0, 1.0);
            assertThat(preview.attemptId()).isEqualTo(attempt.id());
            facts.await(attempt.jobId(), AttemptSucceeded.class);
        }
    }

    @Test
    void runsOnceWhenTheAnswerToTheSubmitIsLost() {
        var node = NodeHall.node(1);
        node.turn("{\"fault\": \"DROP_SUBMIT_RESPONSE\"}");
        defined(node);
        var attempt = assigned(Restated.runnableJob());

        facts.await(attempt.jobId(), AttemptSucceeded.class);

        assertThat(node.saw("submitted", attempt.id())).isEqualTo(1);
        assertThat(node.saw("started", attempt.id())).isEqualTo(1);
    }

    @Test
    void doesNotBelieveALyingNode() {
        var node = NodeHall.node(1);
        defined(node);
        node.turn("{\"fault\": \"LIE\", \"lie\": \"NO_OUTPUT\"}");
        assertThat(failure(assigned(Restated.runnableJob())).failure()).isEqualTo(FailureClass.OUTPUT_UNVERIFIABLE);

        node.turn("{\"fault\": \"LIE\", \"lie\": \"TRUNCATED\"}");
        assertThat(failure(assigned(Restated.runnableJob())).problem().detail()).isEqualTo("Output 1 of 1 is cut off.");
    }

    @Test
    void countsTheRunOfADeadNodeAsLost() {
        try (var hall = NodeHall.of(1)) {
            var node = hall.nodes().getFirst();
            node.turn("{\"fault\": \"DIE\"}");
            defined(node);

            assertThat(failure(assigned(Restated.runnableJob())).failure()).isEqualTo(FailureClass.LOST);
            assertThat(hall.dead()).isTrue();

            assertThat(failure(assigned(Restated.runnableJob())).failure()).isEqualTo(FailureClass.UNREACHABLE);
        }
    }

    @Test
    void passesARefusalOn() {
        var node = NodeHall.node(1);
        defined(node);
        var unknownModel = Graphs.textToImage();
        ((ObjectNode) unknownModel.at("/1/inputs")).put("ckpt_name", "unheard-of.safetensors");
        var attempt = assigned(aJob().graph(unknownModel), "sha256:" + "1".repeat(64));

        assertThat(failure(attempt).failure()).isEqualTo(FailureClass.MODEL_MISSING);
        assertThat(failure(attempt).problem().detail()).contains("'unheard-of.safetensors' is not available");
    }

    @Test
    void interruptsARevokedRun() {
        var node = NodeHall.node(50);
        defined(node);
        var attempt = assigned(Restated.longJob(), LONG);
        facts.await(attempt.jobId(), AttemptStarted.class);

        router.state(attempt.tenantId(), attempt.revokeRequested());

        assertThat(failure(attempt).failure()).isEqualTo(FailureClass.REVOKED);
        assertThat(node.saw("interrupted", attempt.id())).isEqualTo(1);
    }

    @Test
    void startsNothingOfACancelledJob() {
        var node = NodeHall.node(1);
        defined(node);
        var job = Restated.runnableJob();
        ingest.state(job.tenantId(), job.accepted(), job.cancelRequested());
        var attempt = job.attempt(1).on(target);
        router.state(job.tenantId(), attempt.assigned());

        assertThat(failure(attempt).failure()).isEqualTo(FailureClass.NOT_STARTED);
        assertThat(node.saw("submitted", attempt.id())).isZero();
    }

    @Test
    void anAttemptOnATargetThatNobodyKnowsEndsWhenItIsTooLate() {
        assertThat(failure(onNowhere).failure()).isEqualTo(FailureClass.NOT_STARTED);
    }

    @Test
    void interruptsARunWhoseTimeIsOver() {
        var node = NodeHall.node(10_000);
        defined(node);
        var job = Restated.runnableJob().within(Duration.ofMillis(1_500));

        assertThat(failure(assigned(job)).failure()).isEqualTo(FailureClass.TIME_LIMIT);
    }

    @Test
    void aNewOwnerAdoptsWhatRuns() throws SQLException {
        var node = NodeHall.node(50);
        defined(node);
        var attempt = assigned(Restated.longJob(), LONG);
        facts.await(attempt.jobId(), AttemptStarted.class);

        var lease = new LeaseRow(database, "target-" + target);
        try (var log = Warnings.of(Loop.class)) {
            lease.steal();
            await().atMost(PATIENCE).until(() -> lease.epoch() > 2);
            node.steppingEvery(0);
            facts.await(attempt.jobId(), AttemptSucceeded.class);
            assertThat(log.failures()).isEmpty();
        }

        assertThat(node.saw("submitted", attempt.id())).isEqualTo(1);
        assertThat(facts.factsOf(attempt.jobId()))
                .hasOnlyElementsOfTypes(
                        JobAccepted.class, AttemptAssigned.class, AttemptStarted.class, AttemptSucceeded.class);
    }

    @Test
    void showsOperatorsWhatRunsWhere() {
        var node = NodeHall.node(1);
        defined(node);
        var attempt = assigned(Restated.runnableJob());
        facts.await(attempt.jobId(), AttemptSucceeded.class);
        var operator = new OperatorRequests(service, MeshResource.OPERATOR_TOKEN);

        assertThat(operator.read("v1/attempts?targetId=" + target))
                .contains("\"id\":\"" + attempt.id(), "\"state\":\"SUCCEEDED\"", "\"clientId\":\"cm-" + target);
        assertThat(operator.read("v1/attempts/" + attempt.id())).contains("\"epoch\":1");
        assertThat(operator.read("v1/targets")).contains(target, "\"health\":\"UP\"");
        assertThat(operator.read("v1/attempts/nonsense")).contains("attempt-not-found");
        assertThat(operator.read("v1/attempts?state=nonsense")).contains("invalid-state");
        assertThat(operator.read("v1/attempts?limit=1")).contains("\"attempts\":[{");
        assertThat(operator.read("v1/attempts?limit=some")).contains("\"status\":4");
        assertThat(operator.read("v1/attempts?limit=0")).contains("\"status\":4");
        assertThat(operator.read("v1/attempts?targetId=%00")).contains("\"status\":422");
        assertThat(new OperatorRequests(service, "wrong").read("v1/targets")).contains("\"status\":401");
    }

    private void defined(NodeControl node) {
        router.define(SampleTargets.aNode(target, node.url()));
    }

    private SampleAttempt assigned(SampleJob job) {
        return assigned(job, SampleJob.DIGEST);
    }

    private SampleAttempt assigned(SampleJob job, String digest) {
        ingest.state(job.tenantId(), Restated.withDigest(job.accepted(), digest));
        var attempt = Restated.withDigest(job.attempt(1).on(target), digest);
        router.state(job.tenantId(), attempt.assigned());
        return attempt;
    }

    private AttemptFailed failure(SampleAttempt attempt) {
        return facts.await(attempt.jobId(), AttemptFailed.class);
    }
}
