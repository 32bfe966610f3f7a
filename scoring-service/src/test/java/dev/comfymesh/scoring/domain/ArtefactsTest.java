package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Scorer.Reading;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Noise, blockiness and banding in pictures that are made of nothing else. */
class ArtefactsTest {
    private static final int SIDE = 128;

    @Nested
    class NoiseIs {
        @Test
        void zeroOnSlopesAndAtCalmEdges() {
            assertThat(value(new Noise(), Dimension.NOISE, Pictures.of(SIDE, SIDE, (x, y) -> 20 + x + y / 2)))
                    .isZero();
            assertThat(value(new Noise(), Dimension.NOISE, Pictures.of(SIDE, SIDE, (x, _) -> x < 50 ? 40 : 200)))
                    .isZero();
        }

        @Test
        void nearlyTheDeviationOfGaussianNoise() {
            for (var deviation : new double[] {4, 8, 16}) {
                var random = new Random(1);
                var noisy =
                        Pictures.of(SIDE, SIDE, (_, _) -> (int) Math.round(128 + deviation * random.nextGaussian()));

                // The calmest tenth speaks, so it is a little less.
                assertThat(value(new Noise(), Dimension.NOISE, noisy)).isBetween(0.8 * deviation, deviation);
            }
        }

        @Test
        void toldByTheCalmPartsAlone() {
            var random = new Random(1);
            var half = Pictures.of(SIDE, SIDE, (x, _) -> x < SIDE / 2 ? 128 : 100 + random.nextInt(50));

            assertThat(value(new Noise(), Dimension.NOISE, half)).isZero();
        }

        @Test
        void unknownWhereNothingIsLitProperly() {
            assertThat(new Noise().measure(new Features(Pictures.of(SIDE, SIDE, (_, _) -> 255))))
                    .isEqualTo(new Reading.Unknown("All of the picture is black or white."));
            assertThat(new Noise().measure(new Features(Pictures.flat(99)))).isInstanceOf(Reading.Unknown.class);
        }
    }

    @Nested
    class BlockinessIs {
        @Test
        void zeroWithoutStepsAndWhereTheyAreEverywhere() {
            assertThat(value(new Blockiness(), Dimension.BLOCKINESS, Pictures.of(SIDE, SIDE, (x, y) -> x + y)))
                    .isZero();
            assertThat(value(new Blockiness(), Dimension.BLOCKINESS, Pictures.checkers(SIDE, SIDE, 1)))
                    .isCloseTo(0, within(0.05));
        }

        @Test
        void greatWhereBlocksStandOutOfFineTexture() {
            var random = new Random(1);
            var blocks = Pictures.of(SIDE, SIDE, (x, y) -> 100 + (x / 8 * 7 + y / 8 * 5) % 60 + random.nextInt(3));

            assertThat(value(new Blockiness(), Dimension.BLOCKINESS, blocks)).isGreaterThan(3);
        }

        @Test
        void notConcernedWithOtherGrids() {
            var random = new Random(1);
            var columns = Pictures.of(SIDE, SIDE, (x, _) -> 100 + x / 5 * 7 % 60 + random.nextInt(3));

            assertThat(value(new Blockiness(), Dimension.BLOCKINESS, columns)).isLessThan(0.3);
        }
    }

    @Nested
    class BandingIs {
        @Test
        void zeroOnTheFinestSlopeAndInNoise() {
            var random = new Random(1);

            assertThat(value(new Banding(), Dimension.BANDING, Pictures.of(SIDE, SIDE, (x, _) -> 20 + x)))
                    .isZero();
            assertThat(value(
                            new Banding(),
                            Dimension.BANDING,
                            Pictures.of(SIDE, SIDE, (x, _) -> x / 5 * 10 + random.nextInt(3))))
                    .isLessThan(0.02);
        }

        @Test
        void theSizesOfTheContoursOverAllPixels() {
            // Contours of 10 levels at 5, 10, 15, 20, 25 and 30, none of them on the grid of JPEG, in each of 33 rows.
            var slope = Pictures.of(33, 33, (x, _) -> x / 5 * 10);

            assertThat(value(new Banding(), Dimension.BANDING, slope))
                    .isCloseTo(6 * 10 * 33 / (2.0 * 33 * 33), within(1e-12));
        }

        @Test
        void notConcernedWithEdgesAndBlocks() {
            assertThat(value(new Banding(), Dimension.BANDING, Pictures.of(SIDE, SIDE, (x, _) -> x < 50 ? 40 : 200)))
                    .isZero();
            assertThat(value(new Banding(), Dimension.BANDING, Pictures.of(SIDE, SIDE, (x, _) -> x / 8 * 10)))
                    .isZero();
        }
    }

    private static double value(Scorer scorer, Dimension dimension, Picture picture) {
        return Readings.values(scorer.measure(new Features(picture))).get(dimension);
    }
}
