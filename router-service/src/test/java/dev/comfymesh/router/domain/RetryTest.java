package dev.comfymesh.router.domain;

import static dev.comfymesh.contracts.FailureClass.DEADLINE;
import static dev.comfymesh.contracts.FailureClass.LOST;
import static dev.comfymesh.contracts.FailureClass.NOT_STARTED;
import static dev.comfymesh.contracts.FailureClass.OUT_OF_MEMORY;
import static dev.comfymesh.router.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import dev.comfymesh.router.domain.Retry.Await;
import dev.comfymesh.router.domain.Retry.Failure;
import dev.comfymesh.router.domain.Retry.GiveUp;
import dev.comfymesh.router.domain.Retry.Next;
import dev.comfymesh.router.domain.Retry.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private static final Retry RETRY = new Retry(3, 2, Duration.ofMillis(250), Duration.ofSeconds(30));
    private static final Cause CAUSE = new Cause(
            "x", "it broke", List.of(new GraphFault("3", "Sampler", "KSampler", "steps", "value_too_small", "Is 0.")));
    private static final Instant DEADLINE_AT = NOW.plusSeconds(60);

    @ParameterizedTest
    @EnumSource
    void goesByTheRuleOfEachClass(FailureClass failure) {
        var expected = switch (FailureRules.of(failure).again()) {
            case NEVER -> new GiveUp(failure, CAUSE);
            case ANYWHERE -> tryAgain(2, Set.of("old"), null);
            case ELSEWHERE -> tryAgain(2, Set.of("old", "a"), null);
            case HERE_ONCE -> tryAgain(2, Set.of("old"), "a");
            case WHEN_KNOWN -> new Await();
        };

        assertThat(next(failure, 1, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void isFinalWhereAnotherAttemptIsPointless(FailureClass failure) {
        if (failure.retry() == FailureClass.Retry.POINTLESS) {
            assertThat(next(failure, 1, null)).isEqualTo(new GiveUp(failure, CAUSE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatItsRuleCounts(FailureClass failure) {
        if (next(failure, 1, null) instanceof TryAgain) {
            assertThat(next(failure, 3, null) instanceof GiveUp)
                    .isEqualTo(FailureRules.of(failure).counts());
        }
    }

    @Test
    void goesElsewhereWhenMemoryRanOutAgain() {
        assertThat(next(OUT_OF_MEMORY, 2, "a")).isEqualTo(tryAgain(3, Set.of("old", "a"), null));
    }

    @Test
    void givesUpAfterThreeAttemptsThatCount() {
        assertThat(after(LOST, 4, 2)).isInstanceOf(TryAgain.class);
        assertThat(after(LOST, 5, 2)).isEqualTo(new GiveUp(LOST, CAUSE));
    }

    @Test
    void givesUpWhenTooManyNeverBegan() {
        assertThat(after(NOT_STARTED, 2, 1)).isInstanceOf(TryAgain.class);
        assertThat(after(NOT_STARTED, 3, 2)).isEqualTo(new GiveUp(NOT_STARTED, CAUSE));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_STARTED", "TIME_LIMIT", "LOST", "OUT_OF_MEMORY"})
    void endsWithTheDeadlineOnceThatHasPassed(FailureClass failure) {
        var failed = new Failure("c", 1, 0, "a", failure, CAUSE, Set.of(), null);

        assertThat(RETRY.after(failed, NOW, NOW)).isEqualTo(new GiveUp(DEADLINE, CAUSE));
    }

    @Test
    void pausesTwiceAsLongEachTimeUpToTheLongest() {
        assertThat(RETRY.pauseBefore("c", 2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(300));
        assertThat(RETRY.pauseBefore("c", 3)).isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
        assertThat(RETRY.pauseBefore("c", 60)).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
    }

    @Test
    void spreadsCandidatesThatFailedTogether() {
        var pauses = IntStream.range(0, 100)
                .mapToObj(n -> RETRY.pauseBefore("job-" + n, 2))
                .distinct();

        assertThat(pauses).hasSizeGreaterThan(40);
    }

    private static TryAgain tryAgain(int number, Set<String> avoided, @Nullable String stayOn) {
        return new TryAgain(NOW.plus(RETRY.pauseBefore("c", number)), avoided, stayOn);
    }

    private static Next next(FailureClass failure, int number, @Nullable String stayOn) {
        return RETRY.after(new Failure("c", number, 0, "a", failure, CAUSE, Set.of("old"), stayOn), DEADLINE_AT, NOW);
    }

    private static Next after(FailureClass failure, int number, int uncountedBefore) {
        return RETRY.after(
                new Failure("c", number, uncountedBefore, "a", failure, CAUSE, Set.of(), null), DEADLINE_AT, NOW);
    }
}
