package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.Drawings;
import dev.comfymesh.scoring.SamplePictures;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Examiner;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same picture gets the same numbers, to the last bit, whatever else is measured, and a reason where it gets none. */
class SameScoreTest {
    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);

    private final Panel panel = new Panel(ShippedScorers.all(Models.NONE), () -> 0);
    private final Examiner examiner = new Examiner(new Guard(1_000_000, 1_000_000, 5_000), new ImageIoDecoder(), panel);

    @Test
    void whetherOneDimensionIsWantedOrAll() {
        var picture = Pictures.of(256, 256, Drawings.scene(256));
        var all = panel.measure(picture, ALL);

        for (var dimension : Dimension.values()) {
            assertThat(panel.measure(picture, Set.of(dimension)).find(dimension))
                    .isEqualTo(all.find(dimension));
        }
    }

    @Test
    void inEveryDimensionThatNeedsNoModelAndNothingToCompareWith() {
        var measured =
                ((Examination.Measured) examiner.examine(SamplePictures.photograph("coffee.png"), ALL)).measurements();

        assertThat(measured.values().keySet()).containsAll(EnumSet.range(Dimension.SHARPNESS, Dimension.CUT_OFF));
        assertThat(measured.unknown().values())
                .allMatch(gap ->
                        gap.cause() == Gap.Cause.MODEL_UNAVAILABLE || gap.why().startsWith("The job names no "));
        assertThat(ShippedScorers.all(Models.NONE).stream().flatMap(scorer -> scorer.dimensions().stream()))
                .containsExactlyInAnyOrder(Dimension.values());
    }

    @Test
    void orAReasonForEachThatATinyPictureDoesNotHave() {
        var tiny = panel.measure(Pictures.of(1, 1, (_, _) -> 7), ALL);
        var known = new HashSet<>(tiny.values().keySet());
        known.addAll(tiny.unknown().keySet());

        assertThat(known).isEqualTo(ALL);
        assertThat(tiny.unknown().values()).noneMatch(gap -> gap.why().contains("broke"));
    }

    @Test
    void neverBreaksOverAnOddPicture() {
        var odd = Stream.of(
                Pictures.flat(0),
                Pictures.flat(255),
                Pictures.of(700, 2, (x, _) -> x % 256),
                Pictures.checkers(97, 193, 1));

        assertThat(odd.map(picture -> panel.measure(picture, ALL).unknown()).map(Map::values))
                .allSatisfy(reasons ->
                        assertThat(reasons).noneMatch(gap -> gap.why().contains("broke")));
    }
}
