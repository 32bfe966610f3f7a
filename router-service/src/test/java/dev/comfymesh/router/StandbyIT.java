package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.router.MeshInTest.run;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.kit.invariant.Invariants;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Two replicas, of which the other is played by its row: it takes the matcher's lease from this one, as it would from one
 * that is frozen and wakes up still believing in its own, and then it dies.
 */
@QuarkusTest
class StandbyIT extends RouterInTest {
    @Inject
    DataSource database;

    @Inject
    Invariants invariants;

    @Inject
    MeterRegistry meters;

    private record Held(String owner, long epoch) {}

    @Test
    void writesNothingWhileAnotherHoldsTheLeaseAndTakesOverWhenThatDies() throws SQLException {
        mesh.fleet().node("standby-1", "Standby");
        mesh.log().await(mesh.accepted(aJob().graph(graph("Standby"))).jobId(), AttemptAssigned.class);
        var before = held();

        var end = takenByAnother(Duration.ofSeconds(4));
        var job = mesh.accepted(aJob().graph(graph("Standby")).candidates(4));

        var assigned = mesh.log().await(job.jobId(), AttemptAssigned.class);
        assertThat(assigned.at()).isBetween(end, end.plusSeconds(20));
        assertThat(held()).isEqualTo(new Held(before.owner(), before.epoch() + 2));
        assertThat(mesh.log().factsOf(job.jobId()))
                .filteredOn(AttemptAssigned.class::isInstance)
                .as("the first job's attempt holds one of the two slots")
                .hasSize(1);
        run(invariants::check);
        assertThat(violations("I8")).isZero();
        assertThat(violations("I14")).isZero();
    }

    /** Answers when the other's lease will have run out. */
    private Instant takenByAnother(Duration term) throws SQLException {
        try (var connection = database.getConnection();
                var take = connection.prepareStatement("""
                        update lease set owner = 'another', epoch = epoch + 1, until = now() + make_interval(secs => ?)
                        where name = 'matcher' returning until""")) {
            take.setDouble(1, term.toSeconds());
            try (var row = take.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private Held held() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select owner, epoch from lease where name = 'matcher'");
                var row = query.executeQuery()) {
            row.next();
            return new Held(row.getString(1), row.getLong(2));
        }
    }

    private double violations(String invariant) {
        return meters.get("comfymesh.invariant.violations")
                .tag("invariant", invariant)
                .gauge()
                .value();
    }
}
