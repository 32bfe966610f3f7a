package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.Dimension.BRIGHTNESS;
import static dev.comfymesh.scoring.domain.Dimension.CONTRAST;
import static dev.comfymesh.scoring.domain.Dimension.ENTROPY;
import static dev.comfymesh.scoring.domain.Dimension.HIGHLIGHTS;
import static dev.comfymesh.scoring.domain.Dimension.SHADOWS;
import static dev.comfymesh.scoring.domain.Dimension.SHARPNESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScorersTest {

    @Nested
    class TheLaplacianVariesBy {
        @Test
        void theSquareOfTheStepForTheFinestCheckers() {
            // Every pixel has four neighbours of the other colour: its Laplacian is 4 x 255, up or down alike.
            assertThat(of(Pictures.checkers(64, 64, 1))).isEqualTo(1020.0 * 1020.0);
        }

        @Test
        void whatIsMirroredAtTheEdgesWithoutRepeatingThem() {
            // In a row 0, 10, 30 the mirrored Laplacians are 20, 10 and -40: mean -10/3, mean square 700.
            var row = Pictures.of(3, 1, (x, _) -> new int[] {0, 10, 30}[x]);

            assertThat(of(row)).isCloseTo(700 - 100.0 / 9, within(1e-9));
        }

        @Test
        void whatOnePointInTheMiddleLeaves() {
            // Laplacians: -400 at the point, 100 at its four neighbours, 0 elsewhere; their sum is 0.
            var point = Pictures.of(5, 5, (x, y) -> x == 2 && y == 2 ? 100 : 0);

            assertThat(of(point)).isCloseTo((160_000 + 4 * 10_000) / 25.0, within(1e-9));
        }

        @Test
        void whatItLeavesOfAPointAfterSmoothing() {
            // Of white noise it leaves as much, in variance, as of the square of one point.
            var point = Pictures.of(63, 63, (x, y) -> x == 31 && y == 31 ? 255 : 0);
            for (var times : new int[] {0, 2, 4}) {
                var laplacian = new Laplacian(512, times);
                var left = new Features(point).of(laplacian).variance() * 63 * 63 / (255 * 255);

                assertThat(left).isCloseTo(laplacian.gain(), within(1e-5 * laplacian.gain()));
            }
        }

        private double of(Picture picture) {
            return new Features(picture).of(new Laplacian(512, 0)).variance();
        }
    }

    @Nested
    class SharpnessIs {
        private final Sharpness sharpness = new Sharpness(512);

        @Test
        void zeroWhereThereIsNoDetail() {
            assertThat(of(Pictures.flat(99))).isZero();
            assertThat(of(Pictures.of(1, 1, (_, _) -> 7))).isZero();
        }

        @Test
        void moreForFinerWaves() {
            assertThat(of(waves(16))).isBetween(of(waves(32)), 1.5);
            // 1 / cos^8 of half the angle by which they turn from one pixel to the next.
            assertThat(of(waves(8))).isCloseTo(1.88, within(0.05));
        }

        @Test
        void theSameInHalfTheLight() {
            assertThat(of(Pictures.of(256, 256, (x, y) -> scene(x, y) / 2)))
                    .isCloseTo(of(Pictures.of(256, 256, SharpnessIs::scene)), within(0.05));
        }

        @Test
        void hardlyMovedByNoise() {
            var random = new Random(1);
            var clean = of(Pictures.of(256, 256, SharpnessIs::scene));
            var noisy = Pictures.of(
                    256, 256, (x, y) -> Math.clamp(Math.round(scene(x, y) + 12 * random.nextGaussian()), 0, 255));

            assertThat(of(noisy)).isCloseTo(clean, within(0.1 * clean));
        }

        @Test
        void theSameForTheSameSceneDrawnTwiceAsLarge() {
            assertThat(of(Pictures.checkers(1024, 1024, 8))).isEqualTo(of(Pictures.checkers(512, 512, 4)));
        }

        private static int scene(int x, int y) {
            return x / 23 * 37 % 120 + y / 17 * 53 % 80 + 20;
        }

        private static Picture waves(int period) {
            return Pictures.of(256, 256, (x, _) ->
                    (int) Math.round(128 + 100 * Math.sin(2 * Math.PI * (x + 0.3) / period)));
        }

        private double of(Picture picture) {
            return measured(sharpness, picture).get(SHARPNESS);
        }
    }

    @Test
    void exposureCountsWhatIsBlackAndWhite() {
        // Columns of 0, 2, 3, 128, 252, 253, 254, 255.
        var bars = Pictures.of(8, 4, (x, _) -> new int[] {0, 2, 3, 128, 252, 253, 254, 255}[x]);

        assertThat(measured(new Exposure(), bars))
                .isEqualTo(Map.of(BRIGHTNESS, 1147 / 8.0 / 255, SHADOWS, 2 / 8.0, HIGHLIGHTS, 3 / 8.0));
    }

    @Test
    void blanknessOfOneColourIsWithoutContrastAndEntropy() {
        assertThat(measured(new Blankness(), Pictures.flat(200))).isEqualTo(Map.of(CONTRAST, 0.0, ENTROPY, 0.0));
    }

    @Test
    void blanknessOfTwoColoursInEqualPartsIsHalfTheirDistanceAndOneBit() {
        assertThat(measured(new Blankness(), Pictures.checkers(16, 16, 2)))
                .isEqualTo(Map.of(CONTRAST, 127.5, ENTROPY, 1.0));
    }

    @Test
    void blanknessOfAllValuesInEqualPartsHoldsEightBits() {
        var ramp = Pictures.of(256, 3, (x, _) -> x);

        assertThat(measured(new Blankness(), ramp).get(ENTROPY)).isCloseTo(8, within(1e-9));
    }

    @Test
    void lumaIsThatOfCommonImagingLibraries() {
        assertThat(List.of(luma(255, 0, 0), luma(0, 255, 0), luma(0, 0, 255), luma(255, 255, 255), luma(12, 200, 77)))
                .containsExactly(76, 150, 29, 255, 130);
    }

    private static Map<Dimension, Double> measured(Scorer scorer, Picture picture) {
        return Readings.values(scorer.measure(new Features(picture)));
    }

    private static int luma(int red, int green, int blue) {
        return Picture.luma(red, green, blue) & 0xff;
    }
}
