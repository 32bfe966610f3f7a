package dev.comfymesh.scoring.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much more luma steps on the borders of the 8 x 8 blocks of JPEG than between them, beyond what the slopes on both sides
 * explain: 0 is none, 1 twice as much.
 */
public final class Blockiness implements Scorer {
    private static final int BLOCK = 8;
    private static final int LEAST_SIDE = 4 * BLOCK;
    /** From here on it is worth showing where. */
    private static final double VISIBLE = 0.1;

    @Override
    public String id() {
        return "blockiness@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.BLOCKINESS);
    }

    @Override
    public Reading measure(Features features) {
        var picture = features.picture();
        if (Math.min(picture.width(), picture.height()) < LEAST_SIDE) {
            return new Reading.Unknown("Blockiness needs %d pixels a side.".formatted(LEAST_SIDE));
        }
        var measured = excess(picture, Patch.whole(picture));
        var worst = measured < VISIBLE
                ? Optional.<Patch>empty()
                : Patch.greatest(picture, LEAST_SIDE, patch -> excess(picture, patch));
        return new Reading.Seen(
                Map.of(Dimension.BLOCKINESS, measured),
                worst.map(patch -> patch.region(Dimension.BLOCKINESS, picture, "blocks")).stream()
                        .toList());
    }

    private static double excess(Picture picture, Patch patch) {
        var border = new long[BLOCK];
        var right = Math.min(patch.right(), picture.width() - 1);
        var bottom = Math.min(patch.bottom(), picture.height() - 1);
        for (var y = Math.max(patch.top(), 2); y < bottom; y++) {
            addStepsAcross(picture, y, Math.max(patch.left(), 2), right, border);
            border[y % BLOCK] += stepsDown(picture, y, Math.max(patch.left(), 2), right);
        }
        return excess(border);
    }

    private static void addStepsAcross(Picture picture, int y, int left, int right, long[] border) {
        var row = y * picture.width();
        var before = picture.at(row + left - 2);
        var one = picture.at(row + left - 1);
        var other = picture.at(row + left);
        for (var x = left; x < right; x++) {
            var after = picture.at(row + x + 1);
            border[x % BLOCK] += step(before, one, other, after);
            before = one;
            one = other;
            other = after;
        }
    }

    private static long stepsDown(Picture picture, int y, int left, int right) {
        var width = picture.width();
        var steps = 0L;
        for (var at = y * width + left; at < y * width + right; at++) {
            steps += step(picture.at(at - 2 * width), picture.at(at - width), picture.at(at), picture.at(at + width));
        }
        return steps;
    }

    /** Twice the step between the two in the middle, less what the steps beside it lead one to expect. */
    private static int step(int before, int one, int other, int after) {
        var beside = Math.abs(one - before) + Math.abs(after - other);
        return Math.max(0, 2 * Math.abs(other - one) - beside);
    }

    private static double excess(long[] border) {
        var between = 0L;
        for (var phase = 1; phase < BLOCK; phase++) {
            between += border[phase];
        }
        var mean = between / (BLOCK - 1.0);
        return mean == 0 ? 0 : Math.max(0, border[0] / mean - 1);
    }
}
