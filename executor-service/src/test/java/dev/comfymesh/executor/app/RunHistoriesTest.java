package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.executor.domain.RunHistory;
import dev.comfymesh.executor.domain.RunTimes;
import dev.comfymesh.executor.domain.TargetClass;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunHistoriesTest {
    private static final HistoryStore.Key KEY = new HistoryStore.Key("sha256:0", "target");
    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
    private static final RunTimes RUN = RunTimes.from(START).began("1", START).over(START.plusMillis(100));

    private final FakeHistories store = new FakeHistories();
    private final RunHistories histories = new RunHistories(store);

    @Test
    void readsTheTableOnce() {
        assertThat(history()).isEqualTo(RunHistory.NONE);
        assertThat(history()).isEqualTo(RunHistory.NONE);

        assertThat(store.finds).isOne();
    }

    @Test
    void storesWhatItLearnedOnceForAllRuns() {
        history();
        histories.learn(KEY, TargetClass.UNKNOWN, RUN);
        histories.learn(KEY, TargetClass.UNKNOWN, RUN);

        save();
        save();

        assertThat(store.saved)
                .containsExactly(new HistoryStore.Learned(
                        KEY, TargetClass.UNKNOWN, RunHistory.NONE.after(RUN).after(RUN)));
    }

    @Test
    void learnsNothingThatNobodyAskedFor() {
        histories.learn(KEY, TargetClass.UNKNOWN, RUN);

        save();

        assertThat(store.saved).isEmpty();
    }

    @Test
    void keepsWhatCouldNotBeStored() {
        history();
        histories.learn(KEY, TargetClass.UNKNOWN, RUN);
        store.broken = true;
        assertThatThrownBy(this::save).hasMessage("no database");

        store.broken = false;
        save();

        assertThat(store.saved).hasSize(1);
    }

    private RunHistory history() {
        return histories.of(KEY, TargetClass.UNKNOWN).await().indefinitely();
    }

    private void save() {
        histories.save().await().indefinitely();
    }
}
