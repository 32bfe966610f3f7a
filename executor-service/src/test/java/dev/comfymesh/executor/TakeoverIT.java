package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.kit.invariant.Invariants;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twenty attempts live when their owner loses all targets to another one, which dies at once. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class TakeoverIT {
    private static final int ATTEMPTS = 20;

    private TestBed bed;
    private List<NodeControl> nodes;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    @Inject
    Invariants invariants;

    @BeforeEach
    void open() {
        bed = new TestBed();
        nodes = Stream.generate(() -> NodeHall.node(1_000)).limit(3).toList();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void everyAttemptIsAdoptedAndEndsOnceUnderItsNewOwner() throws Throwable {
        var targets = nodes.stream().map(bed::target).toList();
        var attempts = new ArrayList<SampleAttempt>();
        for (int i = 0; i < ATTEMPTS; i++) {
            attempts.add(bed.assign(Restated.runnableJob().seed(i), targets.get(i % targets.size())));
        }
        var adoptedBefore =
                meters.counter("comfymesh.executor.attempts.adopted").count();
        var leases = targets.stream()
                .map(target -> new LeaseRow(database, "target-" + target))
                .toList();
        attempts.forEach(attempt -> await().atMost(Duration.ofSeconds(20)).until(() -> wasSubmitted(attempt)));
        for (var lease : leases) {
            lease.stealFor(Duration.ofSeconds(4));
        }
        nodes.forEach(node -> node.steppingEvery(10));

        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(bed.ending(attempt)).isEqualTo("SUCCEEDED");
            assertThat(bed.endings(attempt)).isEqualTo(1);
            assertThat(submits(attempt)).isEqualTo(1);
        });
        assertThat(endedUnder(targets, 2))
                .as("endings while another one was the owner")
                .isZero();
        assertThat(endedUnder(targets, 3)).isEqualTo(ATTEMPTS - endedUnder(targets, 1));
        assertThat(meters.counter("comfymesh.executor.attempts.adopted").count() - adoptedBefore)
                .isEqualTo(endedUnder(targets, 3))
                .isPositive();
        VertxContextSupport.subscribeAndAwait(invariants::check);
        assertThat(meters.get("comfymesh.invariant.violations")
                        .tag("invariant", "I4")
                        .gauge()
                        .value())
                .isZero();
    }

    private boolean wasSubmitted(SampleAttempt attempt) {
        return submits(attempt) == 1;
    }

    private long submits(SampleAttempt attempt) {
        return nodes.stream()
                .mapToLong(node -> node.saw("submitted", attempt.id()))
                .sum();
    }

    private long endedUnder(List<String> targets, long epoch) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select count(*) from attempt where state = 'SUCCEEDED' and epoch = ? and target_id = any (?)")) {
            query.setLong(1, epoch);
            query.setArray(2, connection.createArrayOf("text", targets.toArray()));
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
