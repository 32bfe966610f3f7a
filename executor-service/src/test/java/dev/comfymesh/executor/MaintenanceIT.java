package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.contracts.NodePhase;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that are taken out of service, and what is learned of those that stay. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class MaintenanceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestBed bed;

    @Inject
    DataSource database;

    @BeforeEach
    void open() {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aRemovedTargetFinishesWhatRunsAndIsGivenUp() {
        var node = NodeHall.node(50);
        var target = bed.target(node);
        var running = bed.assign(Restated.longJob(), target);
        bed.awaitStart(running);

        bed.forget(target);
        await().atMost(PATIENCE).until(() -> isRemoved(target));
        var late = bed.assign(Restated.runnableJob(), target);

        assertThat(bed.ending(late)).isEqualTo("NOT_STARTED");
        node.steppingEvery(0);
        assertThat(bed.ending(running)).isEqualTo("SUCCEEDED");
        assertThat(node.saw("submitted", late.id())).isZero();
        await().atMost(PATIENCE).until(() -> !new LeaseRow(database, "target-" + target).held());
    }

    @Test
    void tellsHowLongARunStillTakesOnceItHasSeenOne() {
        var node = NodeHall.node(300);
        try (var notes = FactReader.of(Topic.PROGRESS)) {
            var target = bed.target(node);
            var unheardOf = "sha256:" + target;
            var first = bed.assign(Restated.runnableJob(), target, unheardOf);
            assertThat(progress(notes, first).remainingMillis()).isNull();
            assertThat(bed.ending(first)).isEqualTo("SUCCEEDED");

            var second = bed.assign(Restated.runnableJob().seed(5), target, unheardOf);
            var progress = progress(notes, second);

            assertThat(progress.remainingMillis()).isBetween(1L, 60_000L);
            assertThat(progress.nodes()).extracting("phase").contains(NodePhase.CACHED, NodePhase.RUNNING);
            assertThat(bed.ending(second)).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void warmsANodeUpOnceBeforeItsFirstAttempt() {
        var node = NodeHall.node(1);
        var target = bed.target(node, "cold-node");
        await().atMost(PATIENCE).until(() -> node.saw("finished") == 1);

        assertThat(bed.ending(bed.assign(Restated.runnableJob(), target))).isEqualTo("SUCCEEDED");

        assertThat(node.saw("finished")).isEqualTo(2);
    }

    private static AttemptProgress progress(FactReader notes, SampleAttempt attempt) {
        return notes.await(record -> record.subject().equals(attempt.jobId().toString())
                        && record.type().equals(WireJson.typeOf(AttemptProgress.class)))
                .read(AttemptProgress.class);
    }

    private boolean isRemoved(String target) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select removed from target where id = ?")) {
            query.setString(1, target);
            try (var rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
