package dev.comfymesh.router.domain;

import static dev.comfymesh.router.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.router.domain.Standing.Ejection;
import java.time.Duration;
import java.time.Instant;
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
    void isOnProbationFromItsReturnToAnHonestResult() {
        var ejected = failed(Standing.CLEAN, NOW, 3);
        var back = NOW.plusSeconds(30);

        assertThat(ejected.onProbation(NOW)).isFalse();
        assertThat(ejected.onProbation(back)).isTrue();
        assertThat(ejected.honest(back).onProbation(back)).isFalse();
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
}
