package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.model.Tensor;

/**
 * What CLIP sees of a picture: its middle, as large a square as it has, in so many pixels, each band with the mean and the
 * spread that the training pictures had, one band after the other.
 */
final class Preprocessing {
    private static final int BANDS = 3;
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] SPREAD = {0.26862954f, 0.26130258f, 0.27577711f};
    private static final float[][] SEEN = seen();

    private Preprocessing() {}

    static Tensor.Floats of(Colours colours, int side) {
        var square = square(colours, side);
        var values = new float[BANDS * side * side];
        for (var at = 0; at < values.length; at++) {
            var band = at / (side * side);
            values[at] = SEEN[band][square.sample(BANDS * (at % (side * side)) + band)];
        }
        return new Tensor.Floats(new int[] {1, BANDS, side, side}, values);
    }

    /** The shorter side becomes {@code side}, then as much is cut off at both ends of the longer one. */
    static Colours square(Colours colours, int side) {
        var shorter = Math.min(colours.width(), colours.height());
        var small = Bicubic.resized(
                colours, scaled(colours.width(), shorter, side), scaled(colours.height(), shorter, side));
        var left = margin(small.width(), side);
        var top = margin(small.height(), side);
        var bands = new byte[BANDS * side * side];
        for (var at = 0; at < bands.length; at++) {
            var y = at / (BANDS * side);
            bands[at] = (byte) small.sample(BANDS * ((top + y) * small.width() + left) + at % (BANDS * side));
        }
        return new Colours(side, side, bands);
    }

    private static int scaled(int length, int shorter, int side) {
        return (int) ((long) side * length / shorter);
    }

    /** Half of what is too much, a half pixel rounded to the even number. */
    private static int margin(int length, int side) {
        return (int) Math.rint((length - side) / 2.0);
    }

    private static float[][] seen() {
        var seen = new float[BANDS][256];
        for (var band = 0; band < BANDS; band++) {
            for (var value = 0; value < 256; value++) {
                seen[band][value] = (value / 255f - MEAN[band]) / SPREAD[band];
            }
        }
        return seen;
    }
}
