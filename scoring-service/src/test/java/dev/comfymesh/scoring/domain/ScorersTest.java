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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScorersTest {

    @Nested
    class SharpnessIs {
        private final Sharpness sharpness = new Sharpness(512);

        @Test
        void zeroForOneColour() {
            assertThat(of(Pictures.flat(99))).isZero();
        }

        @Test
        void theSquareOfTheStepForTheFinestCheckers() {
            // Every pixel has four neighbours of the other colour: its Laplacian is 4 x 255, up or down alike.
            assertThat(of(Pictures.checkers(64, 64, 1))).isEqualTo(1020.0 * 1020.0);
        }

        @Test
        void mirroredAtTheEdgesWithoutRepeatingThem() {
            // In a row 0, 10, 30 the mirrored Laplacians are 20, 10 and -40: mean -10/3, mean square 700.
            var row = Pictures.of(3, 1, (x, _) -> new int[] {0, 10, 30}[x]);

            assertThat(of(row)).isCloseTo(700 - 100.0 / 9, within(1e-9));
        }

        @Test
        void thatOfOnePointInTheMiddle() {
            // Laplacians: -400 at the point, 100 at its four neighbours, 0 elsewhere; their sum is 0.
            var point = Pictures.of(5, 5, (x, y) -> x == 2 && y == 2 ? 100 : 0);

            assertThat(of(point)).isCloseTo((160_000 + 4 * 10_000) / 25.0, within(1e-9));
        }

        @Test
        void zeroForASinglePixel() {
            assertThat(of(Pictures.of(1, 1, (_, _) -> 7))).isZero();
        }

        @Test
        void theSameForTheSameSceneDrawnTwiceAsLarge() {
            assertThat(of(Pictures.checkers(1024, 1024, 8))).isEqualTo(of(Pictures.checkers(512, 512, 4)));
        }

        @Test
        void notLessForTheSameSceneDrawnSmall() {
            assertThat(of(Pictures.checkers(64, 64, 4))).isGreaterThan(of(Pictures.checkers(512, 512, 32)));
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
