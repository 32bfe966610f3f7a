package dev.comfymesh.kit.invariant;

import static dev.comfymesh.kit.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.testkit.MeshResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class InvariantsIT {

    @Inject
    Invariants invariants;

    @Inject
    MeterRegistry meters;

    @Inject
    Pool pool;

    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void plantATable() {
        run("create table if not exists wrong (id integer)");
    }

    @AfterEach
    void clean() {
        run("drop table if exists wrong");
        run("delete from outbox where subject = '%s'".formatted(subject));
    }

    @Test
    void showsHowOftenEachIsViolated() {
        check();
        assertThat(violations("T1")).isZero();

        run("insert into wrong values (1), (2)");
        check();

        assertThat(violations("T1")).isEqualTo(2);
    }

    @Test
    void saysNothingOfOneThatCannotBeAskedAndGoesOnWithTheRest() {
        check();
        run("drop table wrong");

        assertThatThrownBy(this::check).hasMessageContaining("wrong");

        assertThat(violations("T1")).isNaN();
        assertThat(violations("I5")).isZero();
    }

    @Test
    void seesAGapAmongTheFactsOfASubject() {
        published(1);
        published(2);
        check();
        assertThat(violations("I5")).isZero();

        published(4);
        check();

        assertThat(violations("I5")).isEqualTo(1);
    }

    @Test
    void seesACounterThatDisagreesWithTheFacts() {
        published(1);
        run("insert into fact_sequence (subject, last) values ('%s', 2)".formatted(subject));
        check();

        assertThat(violations("I5")).isEqualTo(1);
        run("delete from fact_sequence where subject = '%s'".formatted(subject));
    }

    @Test
    void measuresWhatWaitsToBePublished() {
        check();

        assertThat(gauge("comfymesh.outbox.unpublished")).isZero();
        assertThat(gauge("comfymesh.outbox.oldest.seconds")).isZero();
        assertThat(gauge("comfymesh.inbox.parked.subjects")).isNotNaN();
    }

    private void check() {
        await(invariants::check);
    }

    private double violations(String invariant) {
        return meters.get(Invariants.VIOLATIONS)
                .tag("invariant", invariant)
                .gauge()
                .value();
    }

    private double gauge(String metric) {
        return meters.get(metric).gauge().value();
    }

    private void published(long sequence) {
        run("""
                insert into outbox (subject, sequence, shard, topic, type, published_at)
                values ('%s', %d, 0, 'test', 'test', now())""".formatted(subject, sequence));
    }

    private void run(String sql) {
        await(() -> pool.query(sql).execute());
    }

    static final class Declared {
        @Produces
        @Singleton
        static InvariantQuery nothingIsWrong() {
            return new InvariantQuery("T1", "select count(*) from wrong");
        }
    }
}
