package dev.comfymesh.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RanksTest {
    @Test
    void correlateFullyWhenOneRisesWithTheOther() {
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {-5, 0, 1000}))
                .isEqualTo(1);
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {9, 8, 0}))
                .isEqualTo(-1);
    }

    @Test
    void shareARankWhenTheyAreEqual() {
        // Ranks 0, 1, 2, 3 and 0.5, 0.5, 2, 3: by hand 4.5 / sqrt(5 * 4.5).
        assertThat(Ranks.correlation(new double[] {1, 2, 3, 4}, new double[] {7, 7, 8, 9}))
                .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
    }

    @Test
    void ofWhatNeverMovesIsZero() {
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {4, 4, 4}))
                .isZero();
    }
}
