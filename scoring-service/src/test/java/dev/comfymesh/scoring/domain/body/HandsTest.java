package dev.comfymesh.scoring.domain.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Readings;
import dev.comfymesh.scoring.domain.Scorer.Reading;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandsTest {
    private final Features picture = new Features(Pictures.of(192, 192, (x, y) -> x ^ y));

    @Test
    void areCountedWhereASecondLookAgrees() {
        assertThat(Readings.values(new HandCount(SampleHands.models(1, 0.9f)).measure(picture)))
                .isEqualTo(Map.of(Dimension.HAND_COUNT, 1.0));
        assertThat(Readings.values(new HandCount(SampleHands.models(1, 0.2f)).measure(picture)))
                .isEqualTo(Map.of(Dimension.HAND_COUNT, 0.0));
    }

    @Test
    void areAsLikelyAsTheLeastLikelyOfThem() {
        var reading = new HandLikelihood(SampleHands.models(1, 0.25f)).measure(picture);

        assertThat(Readings.values(reading)).isEqualTo(Map.of(Dimension.HANDS, 0.25));
    }

    @Test
    void areShownWhereTheirJointsAre() {
        var seen = (Reading.Seen) new HandCount(SampleHands.models(1, 0.9f)).measure(picture);

        // The palm's middle is at 100, 100, it is 20 wide and 24 high and points up: the patch is 62.4 wide, around
        // 100, 88.
        assertThat(seen.regions()).singleElement().satisfies(region -> {
            assertThat(region.left()).isCloseTo((100 - 31.2) / 192, within(1e-6));
            assertThat(region.top()).isCloseTo((88 - 31.2) / 192, within(1e-6));
            assertThat(region.width()).isCloseTo(62.4 / 192, within(1e-6));
        });
    }

    @Test
    void thatAreNotThereAreNone() {
        assertThat(Readings.values(new HandCount(SampleHands.models(0, 1)).measure(picture)))
                .isEqualTo(Map.of(Dimension.HAND_COUNT, 0.0));
        assertThat(new HandLikelihood(SampleHands.models(0, 1)).measure(picture))
                .isEqualTo(new Reading.Unknown("There is no hand in the picture."));
    }

    @Test
    void takeTwoModels() {
        assertThat(new HandCount(Models.NONE).measure(picture))
                .isEqualTo(new Reading.Unavailable("palm-detection", "Nobody has brought one."));
    }
}
