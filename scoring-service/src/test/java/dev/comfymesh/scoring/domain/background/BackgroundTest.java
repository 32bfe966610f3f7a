package dev.comfymesh.scoring.domain.background;

import static dev.comfymesh.scoring.domain.Dimension.BACKGROUND_CLUTTER;
import static dev.comfymesh.scoring.domain.Dimension.BACKGROUND_SPREAD;
import static dev.comfymesh.scoring.domain.Dimension.GARMENT_VISIBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Readings;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final int SIDE = 256;
    private static final Picture MIDDLE = Pictures.of(64, 64, (x, y) -> inMiddle(4 * x, 4 * y) ? 255 : 0);

    private final Background background = new Background(Models.NONE);

    @Test
    void ofOneColourIsCleanWhateverTheSubjectIs() {
        var values = values(busyMiddle(200));

        assertThat(values.get(BACKGROUND_CLUTTER)).isZero();
        assertThat(values.get(BACKGROUND_SPREAD)).isCloseTo(0, within(1e-9));
    }

    @Test
    void isClutteredWhereItHasEdges() {
        var values = values((x, y) -> (x / 4 + y / 4) % 2 * 255);

        assertThat(values.get(BACKGROUND_CLUTTER)).isGreaterThan(0.4);
        assertThat(values.get(BACKGROUND_SPREAD)).isCloseTo(50, within(0.5));
    }

    @Test
    void thatFadesSpreadsWithoutClutter() {
        var values = values((x, _) -> x);

        assertThat(values.get(BACKGROUND_CLUTTER)).isZero();
        assertThat(values.get(BACKGROUND_SPREAD)).isBetween(20.0, 40.0);
    }

    @Test
    void isWhatSurroundsPeopleWhereThereIsNoMask() {
        Network people = _ -> {
            var likely = new float[SIDE * SIDE];
            for (var pixel = 0; pixel < likely.length; pixel++) {
                likely[pixel] = inMiddle(pixel % SIDE, pixel / SIDE) ? 0.9f : 0.1f;
            }
            return Map.of("activation_10", new Tensor.Floats(new int[] {1, SIDE, SIDE, 1}, likely));
        };
        var seeing = new Background(id -> new Models.Found.Ready(id, "1", people));
        var picture = new Features(Pictures.of(SIDE, SIDE, busyMiddle(90)));

        assertThat(Readings.values(seeing.measure(picture)).get(BACKGROUND_CLUTTER))
                .isZero();
    }

    @Test
    void isFoundByWhatDrawsTheEyeWhereNothingElseTells() {
        var picture = new Features(Pictures.of(SIDE, SIDE, busyMiddle(90)));

        assertThat(Readings.values(background.measure(picture)).get(BACKGROUND_CLUTTER))
                .isBetween(0.0, 0.35);
    }

    @Test
    void isMissingWhereTheSubjectFillsThePicture() {
        var all = new Features(Pictures.flat(80), masked(Pictures.flat(255)));

        assertThat(background.measure(all)).isEqualTo(new Reading.Unknown("The picture shows no background."));
    }

    private Map<Dimension, Double> values(IntBinaryOperator luma) {
        return Readings.values(background.measure(new Features(Pictures.of(SIDE, SIDE, luma), masked(MIDDLE))));
    }

    /** Checkers before one grey. */
    private static IntBinaryOperator busyMiddle(int grey) {
        return (x, y) -> inMiddle(x, y) ? (x / 4 + y / 4) % 2 * 255 : grey;
    }

    private static boolean inMiddle(int x, int y) {
        return x >= 64 && x < 192 && y >= 64 && y < 192;
    }

    private static Intent masked(Picture mask, Picture... references) {
        return new Intent(
                Optional.empty(),
                List.of(references).stream().map(Features::new).toList(),
                Optional.of(mask));
    }

    @Nested
    class AGarment {
        private static final int RED = 0xb02030;
        private static final int SKIN = 0xd8a888;

        private final Picture garment = painted((x, y) -> inMiddle(x, y) ? RED : 0xffffff);

        @Test
        void isAllSeenInTheReferenceItself() {
            assertThat(visible(garment)).isEqualTo(1);
        }

        @Test
        void isCoveredByAHandAsFarAsThatReaches() {
            assertThat(visible(painted((x, y) -> inMiddle(x, y) && x < 128 ? SKIN : RED)))
                    .isCloseTo(0.5, within(0.01));
        }

        @Test
        void isStillSeenInAnotherLight() {
            assertThat(visible(painted((_, _) -> 0x9c1c2a))).isEqualTo(1);
        }

        @Test
        void cannotBeComparedWithAPictureOfOtherProportions() {
            var wide = new Features(Pictures.of(400, 100, (_, _) -> 9), masked(MIDDLE, garment));

            assertThat(new GarmentVisible().measure(wide))
                    .isEqualTo(new Reading.Unknown(
                            "There is no reference picture of the same proportions to compare it with."));
        }

        @Test
        void isNowhereWithoutAMask() {
            assertThat(new GarmentVisible().measure(new Features(garment)))
                    .isEqualTo(new Reading.Unknown("The job names no mask."));
        }

        private double visible(Picture picture) {
            return Readings.values(new GarmentVisible().measure(new Features(picture, masked(MIDDLE, garment))))
                    .get(GARMENT_VISIBLE);
        }

        private static Picture painted(IntBinaryOperator colour) {
            var bands = new byte[3 * SIDE * SIDE];
            for (var pixel = 0; pixel < SIDE * SIDE; pixel++) {
                var paint = colour.applyAsInt(pixel % SIDE, pixel / SIDE);
                bands[3 * pixel] = (byte) (paint >> 16);
                bands[3 * pixel + 1] = (byte) (paint >> 8);
                bands[3 * pixel + 2] = (byte) paint;
            }
            return new Picture(new Colours(SIDE, SIDE, bands));
        }
    }
}
