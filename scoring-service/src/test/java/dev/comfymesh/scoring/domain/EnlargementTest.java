package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.Scorer.Reading;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnlargementTest {
    private static final int SIDE = 192;

    @Test
    void isHardlyAnyInTextureAsFineAsItsPixels() {
        assertThat(enlargement(texture(SIDE))).isLessThan(0.05);
    }

    @Test
    void isToldByThePeriodOfWhatWasPutBetweenPixels() {
        for (var times : new int[] {2, 3, 4}) {
            assertThat(enlargement(enlarged(texture(SIDE / times + 1), times))).isGreaterThan(0.2);
        }
    }

    @Test
    void isNoneWhereNothingBends() {
        assertThat(enlargement(Pictures.of(SIDE, SIDE, (x, _) -> 20 + x))).isZero();
    }

    @Test
    void isUnknownInSmallPictures() {
        assertThat(new Enlargement().measure(new Features(Pictures.flat(99)))).isInstanceOf(Reading.Unknown.class);
    }

    private static Picture texture(int side) {
        var random = new Random(1);
        return Pictures.of(side, side, (_, _) -> random.nextInt(256));
    }

    /** By straight lines between the pixels. */
    private static Picture enlarged(Picture small, int times) {
        return Pictures.of(SIDE, SIDE, (x, y) -> {
            var above = between(small, x, y / times, times);
            var below = between(small, x, y / times + 1, times);
            return above + (below - above) * (y % times) / times;
        });
    }

    private static int between(Picture small, int x, int row, int times) {
        var left = Math.min(row, small.height() - 1) * small.width() + x / times;
        return small.at(left) + (small.at(left + 1) - small.at(left)) * (x % times) / times;
    }

    private static double enlargement(Picture picture) {
        return Readings.values(new Enlargement().measure(new Features(picture))).get(Dimension.ENLARGEMENT);
    }
}
