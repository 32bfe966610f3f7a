package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.adapter.provider.Stand;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts at stand-ins for providers; what is stated that they cost is what the stand-ins bill. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ProvidersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Projection PROMPT_AND_SEED =
            WireJson.read("""
            {"provider": "fal", "model": "fal-ai/flux/dev", "parameters": {"image_size": {"width": 16, "height": 16}},
             "inputs": [{"parameter": "prompt", "node": "2", "input": "text"},
                        {"parameter": "seed", "node": "5", "input": "seed"}]}""".getBytes(StandardCharsets.UTF_8), Projection.class);

    private TestBed bed;

    @Inject
    DataSource database;

    @Inject
    Fleet fleet;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void statesOfASuccessWhatTheProviderBills() {
        try (var stand = Stand.open("runpod", directory)) {
            atRunPod(stand);

            var success = succeeded(bed.assign(Restated.runnableJob(), "at-runpod"));

            assertThat(success.artifacts())
                    .singleElement()
                    .satisfies(artifact -> assertThat(artifact.mediaType()).isEqualTo("image/png"));
            assertThat(success.meteredMicros()).isEqualTo(stand.meterMicros()).isPositive();
        }
    }

    @Test
    void aModelMakesWhatItsProjectionSays() {
        try (var stand = Stand.open("fal", directory)) {
            bed.provider("at-fal", "fal", TargetContract.MODEL_PARAMS, stand.url());

            var success = succeeded(bed.assign(Restated.runnableJob(), "at-fal", PROMPT_AND_SEED));

            assertThat(success.artifacts())
                    .singleElement()
                    .satisfies(artifact -> assertThat(artifact.width()).isEqualTo(16));
            assertThat(success.meteredMicros()).isEqualTo(stand.meterMicros()).isPositive();
            assertThat(failed(bed.assign(Restated.runnableJob(), "at-fal")).failure())
                    .isEqualTo(FailureClass.GRAPH_INVALID);
        }
    }

    @Test
    void aNewOwnerFollowsTheRunOfTheOldOne() throws SQLException {
        try (var stand = Stand.open("runpod", directory)) {
            stand.turn(Map.of("runMillis", 3_000));
            atRunPod(stand);
            var attempt = bed.assign(Restated.runnableJob(), "at-runpod");
            await().atMost(PATIENCE).until(() -> remoteId(attempt).isPresent());

            new LeaseRow(database, "target-at-runpod").stealFor(Duration.ofSeconds(2));

            assertThat(succeeded(attempt).meteredMicros()).isEqualTo(stand.meterMicros());
            assertThat(stand.meter()).hasSize(1);
            assertThat(bed.endings(attempt)).isEqualTo(1);
        }
    }

    @Test
    void whatWasTakenWithoutAnAnswerIsFollowedOnceTheProviderTellsOfIt() throws Throwable {
        try (var stand = Stand.open("runpod", directory)) {
            stand.fault("drop_response_after_accept");
            atRunPod(stand);
            var attempt = bed.assign(Restated.runnableJob(), "at-runpod");
            await().atMost(PATIENCE).until(() -> stand.meter().size() == 1);
            var told = stand.meter().keySet().iterator().next();

            VertxContextSupport.subscribeAndAwait(() -> fleet.heard(attempt.id(), told));

            assertThat(succeeded(attempt).meteredMicros()).isEqualTo(stand.meterMicros());
            assertThat(stand.meter()).hasSize(1);
        }
    }

    @Test
    void whatIsNotWantedAnyMoreIsStoppedAndItsBillStated() {
        try (var stand = Stand.open("runpod", directory)) {
            stand.turn(Map.of("runMillis", 60_000));
            atRunPod(stand);
            var attempt = bed.assign(Restated.runnableJob(), "at-runpod");
            bed.awaitStart(attempt);

            bed.revoke(attempt);

            assertThat(failed(attempt).failure()).isEqualTo(FailureClass.REVOKED);
            assertThat(failed(attempt).meteredMicros())
                    .isEqualTo(stand.meterMicros())
                    .isPositive();
        }
    }

    private void atRunPod(Stand stand) {
        bed.provider("at-runpod", "runpod", TargetContract.GRAPH, stand.url().resolve("/v2/comfy"));
    }

    private AttemptSucceeded succeeded(SampleAttempt attempt) {
        var end = bed.end(attempt);
        assertThat(end).isInstanceOf(AttemptSucceeded.class);
        return (AttemptSucceeded) end;
    }

    private AttemptFailed failed(SampleAttempt attempt) {
        var end = bed.end(attempt);
        assertThat(end).isInstanceOf(AttemptFailed.class);
        return (AttemptFailed) end;
    }

    private Optional<String> remoteId(SampleAttempt attempt) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select remote_id from attempt where id = ?")) {
            query.setObject(1, attempt.id());
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
