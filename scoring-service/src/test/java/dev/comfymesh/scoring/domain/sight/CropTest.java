package dev.comfymesh.scoring.domain.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Pictures;
import java.util.List;
import org.junit.jupiter.api.Test;

class CropTest {
    private static final Colours RAMP =
            Pictures.of(64, 64, (x, y) -> 3 * x + y / 2).colours();

    @Test
    void ofThePixelsThemselvesHoldsThem() {
        var values = Crop.whole(64, 64).pixelByPixel(RAMP, 64, 0, 1).values();

        for (var pixel = 0; pixel < 64 * 64; pixel++) {
            assertThat(values[3 * pixel]).isEqualTo(RAMP.red(pixel));
        }
    }

    @Test
    void ofHalfTheSizeHoldsTheMeansOfFour() {
        var values = Crop.whole(64, 64).pixelByPixel(RAMP, 32, 0, 1).values();

        assertThat(values[0]).isEqualTo((RAMP.red(0) + RAMP.red(1) + RAMP.red(64) + RAMP.red(65)) / 4f);
    }

    @Test
    void isBlackBeyondThePicture() {
        var values = new Crop(new Point(64, 32), 64, 0)
                .pixelByPixel(Pictures.flat(200).colours(), 4, 0, 1)
                .values();

        assertThat(values).containsOnly(0);
    }

    @Test
    void scalesAndOrdersAsTheNetworkWants() {
        var grey = Pictures.flat(51).colours();

        assertThat(Crop.whole(16, 16).bandByBand(grey, 8, 127.5, 127.5).values())
                .containsOnly((float) ((51 - 127.5) / 127.5));
        var red = new Colours(1, 1, new byte[] {9, 8, 7});
        assertThat(Crop.whole(1, 1).bandByBand(red, 1, 0, 1).values()).containsExactly(9, 8, 7);
    }

    @Test
    void turnsWithTheLineBetweenTheEyes() {
        var crop = Crop.around(new Box(10, 20, 40, 60), 1.5, new Point(0, 0), new Point(0, 5));

        assertThat(crop.middle()).isEqualTo(new Point(30, 50));
        assertThat(crop.side()).isEqualTo(90);
        assertThat(crop.angle()).isEqualTo(Math.PI / 2);
        assertNear(crop.at(1, 0.5), new Point(30, 95));
    }

    @Test
    void findsBackWhatItPlaced() {
        var crop = new Crop(new Point(31, 17), 23, 0.7);
        var place = crop.at(0.2, 0.9);

        assertNear(crop.placeOf(place.x(), place.y()), new Point(0.2, 0.9));
    }

    @Test
    void alignsPointsThatWereMovedTurnedAndEnlarged() {
        var places = List.of(new Point(0.34, 0.46), new Point(0.65, 0.45), new Point(0.5, 0.64), new Point(0.37, 0.82));
        var crop = new Crop(new Point(210, 95), 140, -0.4);
        var points = places.stream().map(place -> crop.at(place.x(), place.y())).toList();

        var found = Crop.aligning(points, places);

        assertNear(found.middle(), crop.middle());
        assertThat(found.side()).isCloseTo(140, within(1e-9));
        assertThat(found.angle()).isCloseTo(-0.4, within(1e-9));
    }

    private static void assertNear(Point one, Point other) {
        assertThat(one.to(other)).isCloseTo(0, within(1e-9));
    }
}
