package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LearningTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Set<UUID> JOBS = Set.of(new UUID(0, 1));

    private final FakeExperienceStore store = new FakeExperienceStore();
    private final Learning learning = new Learning(store, Duration.ofSeconds(10));

    @Test
    void asksForRunsOnlyOfJobsThatAreSaidToHaveHadAnEnding() {
        read(0);
        read(5);
        assertThat(store.asked).isZero();

        learning.ended(JOBS);
        read(6);
        assertThat(store.asked).isEqualTo(1);
    }

    @Test
    void asksOnceMoreForWhatWasToldBeforeItsCommit() {
        read(0);
        learning.ended(JOBS);
        read(1);
        assertThat(read(2)).isFalse();
        run(4_000);

        assertThat(store.asked).isEqualTo(2);
        learning.ended(JOBS);
        assertThat(read(3)).isTrue();
        assertThat(read(4)).isFalse();
        read(5);
        assertThat(store.asked).isEqualTo(4);
    }

    @Test
    void learnsFromARunOnceHoweverOftenItIsShown() {
        read(0);
        run(4_000);
        var once = teach(1);
        learning.ended(JOBS);

        assertThat(read(2)).isFalse();
        assertThat(learning.estimates()).isSameAs(once);
    }

    @Test
    void keepsWhatItLearnedNowAndThenAndOnlyThen() {
        read(0);
        run(4_000);
        teach(1);
        keep(5);
        assertThat(store.kept).isZero();

        keep(10);
        keep(30);

        assertThat(store.kept).isEqualTo(1);
    }

    @Test
    void knowsTheSameAfterItWasReadAnew() {
        read(0);
        run(4_000);
        var before = teach(1);
        keep(10);

        learning.forget();
        assertThat(read(11)).isTrue();

        assertThat(learning.estimates()).isNotSameAs(before);
        keep(30);
        assertThat(store.kept).as("nothing new was learned").isEqualTo(1);
    }

    @Test
    void learnsInPassingWhatEndedBeforeItCouldBeKept() {
        run(4_000);
        read(0);

        keep(10);

        assertThat(store.kept).isEqualTo(1);
    }

    private Estimates teach(long second) {
        learning.ended(JOBS);
        assertThat(read(second)).isTrue();
        return learning.estimates();
    }

    private void run(long gpuMillis) {
        store.runs.add(new Run(UUID.randomUUID(), "a", "a", "s", null, gpuMillis, 0, 0, null, NOW));
    }

    private boolean read(long second) {
        return learning.read(NOW.plusSeconds(second)).await().indefinitely();
    }

    private void keep(long second) {
        learning.keep(new Lease("matcher", "me", 1, 0), NOW.plusSeconds(second))
                .await()
                .indefinitely();
    }
}
