package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {
    private static final Lateness LATENESS = new Lateness(1_000, 100);

    @Test
    void costsNothingInTime() {
        assertThat(LATENESS.micros(2_000, 8_000, 0, 10_000)).isZero();
    }

    @Test
    void costsTheMissAndEachSecondOfIt() {
        assertThat(LATENESS.micros(5_000, 8_000, 0, 10_000)).isEqualTo(1_000 + 3 * 100);
    }

    @Test
    void costsTheMoreTheLikelierItIs() {
        assertThat(LATENESS.micros(0, 10_000, 350, 20_000)).isZero();
        assertThat(LATENESS.micros(0, 10_000, 350, 14_000))
                .isPositive()
                .isLessThan(LATENESS.micros(0, 10_000, 350, 11_000));
    }

    @Test
    void growsAfterTheDueTime() {
        assertThat(LATENESS.micros(0, 1_000, 0, -60_000)).isEqualTo(1_000 + 61 * 100);
    }
}
