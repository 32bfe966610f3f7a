package dev.comfymesh.kit.retention;

import static dev.comfymesh.kit.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class RetentionIT {

    @Inject
    Retention retention;

    @Inject
    @Any
    Instance<Expiry> expiries;

    @Inject
    Pool pool;

    private final String subject = UUID.randomUUID().toString();

    @Test
    void forgetsWhatWasPublishedLongAgo() {
        publishedDaysAgo(1, 9);
        publishedDaysAgo(2, 7);

        forget();

        assertThat(count("outbox where subject = $1")).isEqualTo(1);
    }

    @Test
    void keepsTheCounterOfASubjectWhoseEventsAreStillThere() {
        counterOfDaysAgo(16);
        publishedDaysAgo(1, 7);

        forget();

        assertThat(count("fact_sequence where subject = $1")).isEqualTo(1);
    }

    @Test
    void forgetsTheCounterOfASubjectThatHasBeenSilent() {
        counterOfDaysAgo(16);

        forget();

        assertThat(count("fact_sequence where subject = $1")).isZero();
    }

    @Test
    void remembersWhatIsAppliedForAsLongAsTheTopicCanRepeatIt() {
        position("young", 14);
        position("old", 16);

        forget();

        assertThat(count("inbox_position where id = 'young/' || $1")).isEqualTo(1);
        assertThat(count("inbox_position where id = 'old/' || $1")).isZero();
    }

    @Test
    void keepsAllThatIsParkedOfASubjectUntilTheLastOfItIsOld() {
        parked(1, 40);
        parked(2, 29);

        forget();

        assertThat(count("inbox_parked where subject = $1")).isEqualTo(2);

        run("update inbox_parked set parked_at = parked_at - interval '2 days' where subject = $1", Tuple.of(subject));
        forget();

        assertThat(count("inbox_parked where subject = $1")).isZero();
    }

    private void forget() {
        expiries.forEach(expiry -> await(() -> retention.forget(expiry)));
    }

    private void publishedDaysAgo(long sequence, int days) {
        run("""
                insert into outbox (subject, sequence, shard, topic, type, published_at)
                values ($1, $2, 0, 'test', 'test', now() - make_interval(days => $3))""", Tuple.of(subject, sequence, days));
    }

    private void counterOfDaysAgo(int days) {
        run(
                "insert into fact_sequence (subject, last, created_at) values ($1, 1, now() - make_interval(days => $2))",
                Tuple.of(subject, days));
    }

    private void position(String source, int days) {
        run("""
                insert into inbox_position (id, sequence, version, updated_at)
                values ($1 || '/' || $2, 1, 0, now() - make_interval(days => $3))""", Tuple.of(source, subject, days));
    }

    private void parked(long offset, int days) {
        run("""
                insert into inbox_parked
                    (id, subject, source, sequence, topic, record_offset, type, reason, detail, parked_at)
                values ($1 || cast($2 as bigint), $1, 'test', $2, 'test', $2, 'test', 'GAP', '', now() - make_interval(days => $3))
                """, Tuple.of(subject, offset, days));
    }

    private void run(String sql, Tuple parameters) {
        await(() -> pool.preparedQuery(sql).execute(parameters));
    }

    private long count(String what) {
        return await(() -> pool.preparedQuery("select count(*) from " + what)
                .execute(Tuple.of(subject))
                .map(rows -> rows.iterator().next().getLong(0)));
    }
}
