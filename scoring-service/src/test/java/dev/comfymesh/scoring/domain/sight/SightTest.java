package dev.comfymesh.scoring.domain.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightTest {

    @Test
    void reducesByAreaAndCountsPartsOfPixels() {
        // Three columns become two: each is one and a half.
        var row = new Features(Pictures.of(3, 1, (x, _) -> new int[] {30, 60, 120}[x]));

        var reduced = row.of(new Reduced(2));

        assertThat(List.of(reduced.width(), reduced.height(), reduced.red(0), reduced.blue(1)))
                .containsExactly(2, 1, 40, 100);
    }

    @Test
    void leavesSmallPicturesAsTheyAre() {
        var picture = Pictures.checkers(9, 5, 1);

        assertThat(new Features(picture).of(new Reduced(9)).red(1)).isEqualTo(255);
    }

    @Test
    void keepsTheSurestOfThoseThatOverlap() {
        var sure = new Detection(new Box(0, 0, 10, 10), List.of(), 0.9);
        var shifted = new Detection(new Box(1, 0, 10, 10), List.of(), 0.8);
        var other = new Detection(new Box(20, 0, 10, 10), List.of(), 0.7);

        assertThat(Detection.distinct(List.of(other, shifted, sure), 0.3)).containsExactly(sure, other);
    }

    @Test
    void countsWhatBoxesHaveInCommonOnce() {
        assertThat(new Box(0, 0, 2, 2).overlap(new Box(1, 1, 2, 2))).isCloseTo(1 / 7.0, within(1e-12));
        assertThat(new Box(0, 0, 2, 2).overlap(new Box(5, 5, 2, 2))).isZero();
    }

    @Test
    void showsOnlyWhatOfABoxIsInThePicture() {
        assertThat(new Box(-5, 25, 25, 75).region(Pictures.of(100, 50, (_, _) -> 0), Dimension.FACE_COUNT, "face"))
                .isEqualTo(new Region(Dimension.FACE_COUNT, 0, 0.5, 0.2, 0.5, "face"));
    }

    @Test
    void fillsPolygonsByTheMiddlesOfPixels() {
        var triangle = new Polygon(List.of(new Point(0, 0), new Point(4, 0), new Point(0, 4)));

        assertThat(triangle.pixels(5, 5)).containsExactly(0, 1, 2, 5, 6, 10);
        assertThat(triangle.pixels(2, 1)).containsExactly(0, 1);
    }

    @Test
    void readsAnchorsTwoAFineCellAndSixACoarseOne() {
        var grid = new AnchorGrid(32, 1);
        // 4 x 4 x 2 fine answers come before 2 x 2 x 6 coarse ones; the last coarse cell is that at the lower right.
        var logits = new float[32 + 24];
        Arrays.fill(logits, -9);
        logits[55] = 2;
        var boxes = new float[56 * 6];
        System.arraycopy(new float[] {1, -1, 8, 16, 4, 0}, 0, boxes, 55 * 6, 6);

        var found = grid.detections(
                new Tensor.Floats(new int[] {1, 56, 6}, boxes),
                new Tensor.Floats(new int[] {1, 56, 1}, logits),
                0.5,
                Crop.whole(64, 64));

        assertThat(found).singleElement().satisfies(it -> {
            assertThat(it.box()).isEqualTo(new Box(50 - 8, 46 - 16, 16, 32));
            assertThat(it.points()).containsExactly(new Point(56, 48));
            assertThat(it.confidence()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-9));
        });
    }

    @Test
    void tellsColoursByDistancesThatPeopleSee() {
        var colours = Pictures.of(2, 1, (x, _) -> 255 * x).colours();

        assertThat(Lab.of(colours, 0).distance(Lab.of(colours, 1))).isCloseTo(100, within(0.01));
    }
}
