package dev.comfymesh.scoring.domain;

import java.util.Arrays;
import java.util.Set;

/**
 * How regularly fine detail comes and goes across and down a picture. Interpolation puts detail where the pixels of the
 * smaller picture were, so what was enlarged has a period, however crisp it is; what was drawn at its size has none.
 */
public final class Enlargement implements Scorer {
    private static final int LEAST_SIDE = 64;
    /** Slower changes, in periods a pixel, are those of what the picture shows. */
    private static final double SLOWEST = 0.1;

    @Override
    public String id() {
        return "enlargement@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.ENLARGEMENT);
    }

    @Override
    public Reading measure(Features features) {
        var picture = features.picture();
        if (Math.min(picture.width(), picture.height()) < LEAST_SIDE) {
            return new Reading.Unknown("Enlargement needs %d pixels a side.".formatted(LEAST_SIDE));
        }
        var across = regularity(bends(picture, picture.width(), picture.height(), 1, picture.width()));
        var down = regularity(bends(picture, picture.height(), picture.width(), picture.width(), 1));
        return Reading.of(Dimension.ENLARGEMENT, Math.min(across, down));
    }

    /** How much luma bends at each place of a line, over all lines; {@code along} leads to the next place. */
    private static double[] bends(Picture picture, int length, int lines, int along, int aside) {
        var bends = new double[length - 2];
        for (var line = 0; line < lines; line++) {
            for (var index = 1; index < length - 1; index++) {
                var at = line * aside + index * along;
                bends[index - 1] += Math.abs(picture.at(at - along) - 2 * picture.at(at) + picture.at(at + along));
            }
        }
        return bends;
    }

    /** The strongest of the fast waves by the mean, from 0 to 1. */
    private static double regularity(double[] bends) {
        var length = bends.length;
        var mean = Arrays.stream(bends).sum() / length;
        if (mean == 0) {
            return 0;
        }
        var turns = turns(length);
        var strongest = 0.0;
        for (var wave = (int) Math.ceil(SLOWEST * length); wave <= length / 2; wave++) {
            strongest = Math.max(strongest, power(bends, turns, wave));
        }
        return Math.sqrt(strongest) / (length * mean);
    }

    /** The cosines of so many parts of a whole turn. */
    private static double[] turns(int parts) {
        var turns = new double[parts];
        for (var index = 0; index < parts; index++) {
            turns[index] = StrictMath.cos(2 * Math.PI * index / parts);
        }
        return turns;
    }

    /** Of the wave that turns so often; a sine is a cosine three quarters of a turn ahead. */
    private static double power(double[] bends, double[] turns, int wave) {
        var length = bends.length;
        var real = 0.0;
        var imaginary = 0.0;
        for (var index = 0; index < length; index++) {
            var turn = (int) ((long) wave * index % length);
            real += bends[index] * turns[turn];
            imaginary += bends[index] * turns[(turn + 3 * length / 4) % length];
        }
        return real * real + imaginary * imaginary;
    }
}
