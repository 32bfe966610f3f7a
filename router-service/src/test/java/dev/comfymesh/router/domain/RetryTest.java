package dev.comfymesh.router.domain;

import static dev.comfymesh.contracts.FailureClass.DEADLINE;
import static dev.comfymesh.contracts.FailureClass.GRAPH_INVALID;
import static dev.comfymesh.contracts.FailureClass.LOST;
import static dev.comfymesh.contracts.FailureClass.NOT_STARTED;
import static dev.comfymesh.contracts.FailureClass.OUT_OF_MEMORY;
import static dev.comfymesh.contracts.FailureClass.REVOKED;
import static dev.comfymesh.contracts.FailureClass.TIME_LIMIT;
import static dev.comfymesh.contracts.FailureClass.UNKNOWN;
import static dev.comfymesh.router.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureCategory;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.router.domain.Retry.Await;
import dev.comfymesh.router.domain.Retry.Failure;
import dev.comfymesh.router.domain.Retry.GiveUp;
import dev.comfymesh.router.domain.Retry.Next;
import dev.comfymesh.router.domain.Retry.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private static final Retry RETRY = new Retry(3, Duration.ofMillis(250));
    private static final Cause CAUSE = new Cause("x", "it broke");
    private static final Instant DEADLINE_AT = NOW.plusSeconds(60);

    @Test
    void isFinalWhenTheCallerIsAtFault() {
        assertThat(Arrays.stream(FailureClass.values()).filter(failure -> failure.category() == FailureCategory.CALLER))
                .allSatisfy(failure -> assertThat(next(failure, 1, null)).isEqualTo(new GiveUp(failure, CAUSE)));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "UNREACHABLE", "OUTPUT_UNVERIFIABLE", "MODEL_MISSING", "INTERRUPTED", "INTERNAL"})
    void goesElsewhereWhenTheTargetIsAtFault(FailureClass failure) {
        assertThat(next(failure, 1, null)).isEqualTo(new TryAgain(NOW.plusMillis(250), Set.of("old", "a"), null));
    }

    @Test
    void pausesTwiceAsLongEachTime() {
        assertThat(next(LOST, 2, null)).isEqualTo(new TryAgain(NOW.plusMillis(500), Set.of("old", "a"), null));
    }

    @Test
    void triesOnceMoreThereWhenMemoryRanOut() {
        assertThat(next(OUT_OF_MEMORY, 1, null)).isEqualTo(new TryAgain(NOW.plusMillis(250), Set.of("old"), "a"));
    }

    @Test
    void goesElsewhereWhenMemoryRanOutAgain() {
        assertThat(next(OUT_OF_MEMORY, 2, "a")).isEqualTo(new TryAgain(NOW.plusMillis(500), Set.of("old", "a"), null));
    }

    @Test
    void holdsAMissedStartAgainstNobody() {
        assertThat(next(NOT_STARTED, 1, null)).isEqualTo(new TryAgain(NOW.plusMillis(250), Set.of("old"), null));
    }

    @Test
    void givesUpAfterThreeAttempts() {
        assertThat(next(LOST, 3, null)).isEqualTo(new GiveUp(LOST, CAUSE));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_STARTED", "TIME_LIMIT", "LOST", "OUT_OF_MEMORY"})
    void endsWithTheDeadlineOnceThatHasPassed(FailureClass failure) {
        var failed = new Failure(1, "a", failure, CAUSE, Set.of(), null);

        assertThat(RETRY.after(failed, NOW, NOW)).isEqualTo(new GiveUp(DEADLINE, CAUSE));
    }

    @Test
    void triesAgainWhatWasRevokedAndIsWantedStill() {
        assertThat(next(REVOKED, 1, null)).isEqualTo(new TryAgain(NOW.plusMillis(250), Set.of("old"), null));
    }

    @Test
    void neverRepeatsWhatMayStillRun() {
        assertThat(next(UNKNOWN, 1, null)).isEqualTo(new Await());
    }

    @Test
    void holdsOnlyTheTargetsOwnFaultsAgainstIt() {
        assertThat(Arrays.stream(FailureClass.values()).filter(Retry::isTargetsFault))
                .containsExactly(LOST, FailureClass.UNREACHABLE, FailureClass.OUTPUT_UNVERIFIABLE);
        assertThat(Retry.isTargetsFault(GRAPH_INVALID)).isFalse();
        assertThat(Retry.isTargetsFault(TIME_LIMIT)).isFalse();
    }

    private static Next next(FailureClass failure, int number, @Nullable String stayOn) {
        return RETRY.after(new Failure(number, "a", failure, CAUSE, Set.of("old"), stayOn), DEADLINE_AT, NOW);
    }
}
