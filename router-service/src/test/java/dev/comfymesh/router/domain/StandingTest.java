package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Standing.Ejection;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Ejection EJECTION = new Ejection(3, Duration.ofSeconds(30), Duration.ofSeconds(100));

    @Test
    void ejectsAfterFailuresInARow() {
        var twice = failed(Standing.CLEAN, NOW, 2);
        var thrice = failed(Standing.CLEAN, NOW, 3);

        assertThat(twice.ejectedAt(NOW)).isFalse();
        assertThat(thrice.ejectedAt(NOW.plusMillis(29_999))).isTrue();
        assertThat(thrice.ejectedAt(NOW.plusSeconds(30))).isFalse();
    }

    @Test
    void forgetsFailuresAfterAnHonestResult() {
        var standing = failed(failed(Standing.CLEAN, NOW, 2).honest(NOW), NOW, 2);

        assertThat(standing.ejectedAt(NOW)).isFalse();
    }

    @Test
    void ejectsAgainAfterOneFailureAndForTwiceAsLong() {
        var back = NOW.plusSeconds(30);

        var again = failed(failed(Standing.CLEAN, NOW, 3), back, 1);

        assertThat(again.ejectedUntil()).isEqualTo(back.plusSeconds(60));
    }

    @Test
    void neverEjectsForLongerThanTheLongestTime() {
        var standing = failed(Standing.CLEAN, NOW, 3);
        for (int times = 0; times < 40; times++) {
            standing = standing.failed(EJECTION, standing.ejectedUntil());
        }

        assertThat(Duration.between(NOW, standing.ejectedUntil())).isLessThan(Duration.ofSeconds(100L * 42));
    }

    @Test
    void ejectsALiarAtOnce() {
        assertThat(Standing.CLEAN.lied(EJECTION, NOW).ejectedUntil()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void isOnProbationFromItsReturnUntilItProvedItself() {
        var ejected = failed(Standing.CLEAN, NOW, 3);
        var back = NOW.plusSeconds(30);

        assertThat(ejected.onProbation(NOW)).isFalse();
        assertThat(ejected.onProbation(back)).isTrue();
        assertThat(honest(ejected, back, 4).onProbation(back)).isTrue();
        assertThat(honest(ejected, back, 5)).isEqualTo(Standing.CLEAN);
    }

    @Test
    void isGivenOneAttemptAtFirstAndMoreWithEachHonestResult() {
        var ejected = failed(Standing.CLEAN, NOW, 3);
        var back = NOW.plusSeconds(30);

        assertThat(IntStream.rangeClosed(0, 5)
                        .map(results -> honest(ejected, back, results).slotsOf(20, back)))
                .containsExactly(1, 4, 8, 12, 16, 20);
    }

    @Test
    void isTrustedWithSomeFaultsOnceItWasTried() {
        var back = NOW.plusSeconds(30);
        var tried = failed(Standing.CLEAN, NOW, 3).honest(back);

        assertThat(failed(tried, back, 2).ejectedAt(back)).isFalse();
        assertThat(failed(tried, back, 3).ejectedUntil()).isEqualTo(back.plusSeconds(60));
    }

    @Test
    void holdsLessWithEachFaultUntilItIsEjected() {
        assertThat(IntStream.rangeClosed(0, 3)
                        .map(faults -> failed(Standing.CLEAN, NOW, faults).slotsOf(8, NOW)))
                .containsExactly(8, 4, 2, 0);
    }

    @Test
    void regardsOnlyWhatWasAssignedAfterItsReturn() {
        var back = NOW.plusSeconds(30);
        var ejected = failed(Standing.CLEAN, NOW, 3);

        assertThat(ejected.regards(back.minusMillis(1))).isFalse();
        assertThat(ejected.regards(back)).isTrue();
        assertThat(Standing.CLEAN.regards(NOW)).isTrue();
    }

    @Test
    void isSparedAnEjectionThatOurSideBrought() {
        var silent = Standing.CLEAN
                .fellSilent(EJECTION, NOW)
                .fellSilent(EJECTION, NOW)
                .fellSilent(EJECTION, NOW);

        assertThat(silent.ejectedAt(NOW)).isTrue();
        assertThat(silent.spared(NOW, NOW).honest(NOW)).isEqualTo(Standing.CLEAN);
        assertThat(silent.spared(NOW.plusMillis(1), NOW)).isEqualTo(silent);
    }

    @Test
    void isNotSparedForWhatItStatedItself() {
        var ejected = failed(Standing.CLEAN, NOW, 3);

        assertThat(ejected.spared(NOW, NOW)).isEqualTo(ejected);
    }

    @Test
    void isNotMovedByWhatBeganBeforeTheEjection() {
        var ejected = failed(Standing.CLEAN, NOW, 3);

        assertThat(ejected.failed(EJECTION, NOW.plusSeconds(1))).isEqualTo(ejected);
        assertThat(ejected.honest(NOW.plusSeconds(1))).isEqualTo(ejected);
    }

    private static Standing failed(Standing before, Instant at, int times) {
        var standing = before;
        for (int n = 0; n < times; n++) {
            standing = standing.failed(EJECTION, at);
        }
        return standing;
    }

    private static Standing honest(Standing before, Instant at, int times) {
        var standing = before;
        for (int n = 0; n < times; n++) {
            standing = standing.honest(at);
        }
        return standing;
    }
}
