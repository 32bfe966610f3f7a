package dev.comfymesh.scoring.domain.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Readings;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Sharpness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One thing on a calm ground: where it is seen, and what follows. */
class SubjectTest {
    private static final int SIDE = 256;

    @Test
    void drawsTheEyeWhereItIs() {
        var saliency = new Features(thing(64, 192)).of(Saliency.FEATURE);

        assertThat(saliency.near(64.0 / SIDE, 192.0 / SIDE)).isGreaterThan(0.3);
        assertThat(saliency.near(192.0 / SIDE, 64.0 / SIDE)).isLessThan(0.1);
    }

    @Test
    void liesWellInTheMiddleAndOnTheThirdsAndBadlyBetween() {
        var middle = of(new Composition(), thing(128, 128));
        var third = of(new Composition(), thing(85, 85));
        var between = of(new Composition(), thing(128, 40));

        assertThat(middle.get(Dimension.THIRDS)).isGreaterThan(0.7);
        assertThat(third.get(Dimension.THIRDS)).isGreaterThan(0.7);
        assertThat(between.get(Dimension.THIRDS)).isLessThan(0.5);
    }

    @Test
    void isBalancedInTheMiddleAndNotAtTheSide() {
        assertThat(of(new Composition(), thing(128, 128)).get(Dimension.BALANCE))
                .isCloseTo(1, within(0.1));
        assertThat(of(new Composition(), thing(50, 128)).get(Dimension.BALANCE)).isCloseTo(0.4, within(0.05));
    }

    @Test
    void isCutOffAtTheBorderAlone() {
        assertThat(of(new Composition(), thing(128, 128)).get(Dimension.CUT_OFF))
                .isZero();
        assertThat(of(new Composition(), thing(4, 128)).get(Dimension.CUT_OFF)).isGreaterThan(0.3);
    }

    @Test
    void isSharpThoughItsGroundIsSoft() {
        var soft = Pictures.of(SIDE, SIDE, (x, y) -> {
            var inside = Math.abs(x - 128) <= 12 && Math.abs(y - 128) <= 12;
            var ground = 90 + (int) Math.round(40 * Math.sin(x / 2.0) * Math.sin(y / 2.0));
            return inside && (x / 4 + y / 4) % 2 == 0 ? 250 : ground;
        });

        assertThat(of(new SubjectSharpness(512), soft).get(Dimension.SUBJECT_SHARPNESS))
                .isGreaterThan(1.2 * of(new Sharpness(512), soft).get(Dimension.SHARPNESS));
    }

    @Test
    void isShownWhereItIsAndWhereItIsCutOff() {
        var aside = regions(new SubjectSharpness(512), thing(64, 192)).getFirst();

        assertThat(aside.left() + aside.width() / 2).isCloseTo(0.25, within(0.05));
        assertThat(aside.top() + aside.height() / 2).isCloseTo(0.75, within(0.05));
        assertThat(regions(new Composition(), thing(128, 128)))
                .extracting(Region::label)
                .containsExactly("subject");
        assertThat(regions(new Composition(), thing(4, 128)))
                .extracting(Region::label)
                .containsExactly("subject", "left edge");
    }

    private static List<Region> regions(Scorer scorer, Picture picture) {
        if (scorer.measure(new Features(picture)) instanceof Scorer.Reading.Seen seen) {
            return seen.regions();
        }
        throw new AssertionError("it was not measured");
    }

    @Test
    void isUnknownInAPictureOfOneColour() {
        assertThat(new Composition().measure(new Features(Pictures.flat(0))))
                .isInstanceOf(Scorer.Reading.Unknown.class);
        assertThat(new SubjectSharpness(512).measure(new Features(Pictures.flat(0))))
                .isInstanceOf(Scorer.Reading.Unknown.class);
    }

    /** A fine pattern of 24 pixels a side, about this place, on a soft ground. */
    private static Picture thing(int middleX, int middleY) {
        return Pictures.of(SIDE, SIDE, (x, y) -> {
            var inside = Math.abs(x - middleX) <= 12 && Math.abs(y - middleY) <= 12;
            return inside && (x / 2 + y / 2) % 2 == 0 ? 250 : 90;
        });
    }

    private static Map<Dimension, Double> of(Scorer scorer, Picture picture) {
        return Readings.values(scorer.measure(new Features(picture)));
    }
}
