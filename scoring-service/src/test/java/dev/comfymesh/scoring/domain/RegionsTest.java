package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.domain.Scorer.Reading;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pictures of 256 a side with something in one place. */
class RegionsTest {
    private static final int SIDE = 256;

    @Test
    void showTheCalmPartThatTellsTheNoise() {
        var random = new Random(1);
        var picture = Pictures.of(
                SIDE, SIDE, (x, y) -> x > 17 && x < 35 && y > 33 && y < 52 ? 128 : 100 + random.nextInt(50));

        assertThat(regions(new Noise(), picture)).singleElement().satisfies(region -> {
            assertThat(region.label()).isEqualTo("calm part");
            assertThat(region.width() * SIDE).isEqualTo(16);
        });
    }

    @Test
    void showWhereBlocksAndContoursAreWorst() {
        var random = new Random(1);
        var blocks = Pictures.of(
                SIDE,
                SIDE,
                (x, y) -> (at(x - 2, y - 2, 64, 96) && at(x + 2, y + 2, 64, 96)
                        ? 100 + (x / 8 * 17 + y / 8 * 13) % 60
                        : 90 + random.nextInt(3)));
        var contours = Pictures.of(SIDE, SIDE, (x, y) -> at(x, y, 64, 96) ? x % 32 / 5 * 20 : 100 + random.nextInt(3));

        assertThat(regions(new Blockiness(), blocks)).containsExactly(box(Dimension.BLOCKINESS, 64, 96, "blocks"));
        assertThat(regions(new Banding(), contours)).containsExactly(box(Dimension.BANDING, 64, 96, "contours"));
    }

    @Test
    void showWhereItIsBlackAndWhite() {
        var lit = Pictures.of(SIDE, SIDE, (x, y) -> at(x, y, 0, 32) ? 0 : at(x, y, 224, 192) ? 255 : 128);

        // Less than this is not looked for.
        assertThat(regions(new Exposure(), lit)).isEmpty();
        var burnt = Pictures.of(SIDE, SIDE, (x, y) -> y < 32 || at(x, y, 32, 32) ? 255 : 128);
        assertThat(regions(new Exposure(), burnt)).containsExactly(box(Dimension.HIGHLIGHTS, 0, 0, "white"));
    }

    @Test
    void areNoneWhereNothingStandsOut() {
        var calm = Pictures.of(SIDE, SIDE, (x, y) -> 20 + (x + y) / 3);

        assertThat(List.of(new Blockiness(), new Banding(), new Exposure()))
                .allSatisfy(scorer -> assertThat(regions(scorer, calm)).isEmpty());
    }

    private static boolean at(int x, int y, int left, int top) {
        return x >= left && x < left + 32 && y >= top && y < top + 32;
    }

    private static Region box(Dimension dimension, double left, double top, String label) {
        return new Region(dimension, left / SIDE, top / SIDE, 32.0 / SIDE, 32.0 / SIDE, label);
    }

    private static List<Region> regions(Scorer scorer, Picture picture) {
        if (scorer.measure(new Features(picture)) instanceof Reading.Seen seen) {
            return seen.regions();
        }
        throw new AssertionError("it was not measured");
    }
}
