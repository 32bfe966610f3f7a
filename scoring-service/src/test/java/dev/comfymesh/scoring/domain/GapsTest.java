package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Scorer.Reading;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static final int SIDE = 200;

    @Test
    void areNoneWhereEveryLevelIsTaken() {
        assertThat(gaps(Pictures.of(SIDE, SIDE, (x, y) -> 20 + (x + y) / 2))).isZero();
    }

    @Test
    void areWhatIsMissingBetweenLevelsThatWereStretchedOrRounded() {
        assertThat(gaps(Pictures.of(SIDE, SIDE, (x, y) -> 20 + (x + y) / 4 * 2)))
                .isCloseTo(0.5, within(0.01));
        assertThat(gaps(Pictures.of(SIDE, SIDE, (x, y) -> (20 + (x + y) / 2) / 32 * 32)))
                .isGreaterThan(0.9);
    }

    @Test
    void areNotToldByRareLevelsAtBothEnds() {
        assertThat(gaps(Pictures.of(SIDE, SIDE, (x, y) -> y == 0 && x < 9 ? 5 * x : 100 + x % 50)))
                .isZero();
    }

    @Test
    void areUnknownWhereNothingIsLitProperlyOrThePictureIsSmall() {
        assertThat(new Gaps().measure(new Features(Pictures.of(SIDE, SIDE, (_, _) -> 255))))
                .isInstanceOf(Reading.Unknown.class);
        assertThat(new Gaps().measure(new Features(Pictures.flat(99)))).isInstanceOf(Reading.Unknown.class);
    }

    private static double gaps(Picture picture) {
        return Readings.values(new Gaps().measure(new Features(picture))).get(Dimension.GAPS);
    }
}
