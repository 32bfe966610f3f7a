package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.FaultMatrix.Cell;
import dev.comfymesh.executor.domain.Patience;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault at each phase, played in no time. */
class FaultMatrixTest extends RunScene {
    private static final int STEP_MILLIS = 100;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.comfymesh.executor.FaultMatrix#cells")
    void endsOnceAsWhatItWas(Cell cell) {
        var played = new PlayedNode(cell);
        there = played;
        patience = new Patience(3, seconds(1), seconds(3), seconds(2), seconds(4), seconds(5), seconds(2), seconds(20));
        pace = new Pace(
                Duration.ofMillis(2 * STEP_MILLIS),
                Duration.ofMillis(STEP_MILLIS),
                8,
                Duration.ofMillis(STEP_MILLIS),
                seconds(1),
                30,
                seconds(1),
                seconds(1),
                seconds(1),
                Duration.ofMinutes(5),
                seconds(1));
        var run = run(assigned(NOW.plusSeconds(60)));

        while (!run.ended && now.isBefore(NOW.plus(LONGEST))) {
            run.steps(1);
            played.pass(STEP_MILLIS, run.attempt);
            now = now.plusMillis(STEP_MILLIS);
        }

        assertThat(run.ended).as("ended within %s", LONGEST).isTrue();
        assertThat(attempts.facts.stream().filter(fact -> !(fact instanceof AttemptStarted)))
                .as("endings")
                .extracting(FaultMatrixTest::word)
                .containsExactly(cell.ending());
        assertThat(attempts.facts.stream().filter(AttemptStarted.class::isInstance))
                .hasSizeLessThan(2);
        assertThat(played.submits).isEqualTo(1);
        assertThat(run.going()).as("loops").isEmpty();
        assertThat(disk.unfinished).as("temporary files").isEmpty();
    }

    private static String word(JobFact ending) {
        return switch (ending) {
            case AttemptFailed failed -> failed.failure().name();
            case AttemptSucceeded _ -> "SUCCEEDED";
            default -> throw new AssertionError(ending + " ends nothing");
        };
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }
}
