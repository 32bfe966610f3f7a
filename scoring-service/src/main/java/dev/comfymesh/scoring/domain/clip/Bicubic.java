package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Colours;
import java.util.Arrays;

/**
 * Resizes as Pillow does with its bicubic filter, to the last bit: weights are whole numbers, and what lies between the pass
 * along the rows and that along the columns is rounded to bytes.
 */
final class Bicubic {
    private static final int BANDS = 3;
    private static final int PRECISION = 22;
    private static final double SHARPNESS = -0.5;
    private static final double REACH = 2;

    private Bicubic() {}

    static Colours resized(Colours from, int width, int height) {
        var narrow = width == from.width() ? from : across(from, width);
        return height == narrow.height() ? narrow : down(narrow, height);
    }

    private static Colours across(Colours from, int width) {
        var weights = weights(from.width(), width);
        var bands = new byte[BANDS * width * from.height()];
        for (var y = 0; y < from.height(); y++) {
            for (var x = 0; x < width; x++) {
                var first = BANDS * (y * from.width() + weights[x].first);
                mix(from, weights[x].shares, first, BANDS, bands, BANDS * (y * width + x));
            }
        }
        return new Colours(width, from.height(), bands);
    }

    private static Colours down(Colours from, int height) {
        var weights = weights(from.height(), height);
        var width = from.width();
        var bands = new byte[BANDS * width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var first = BANDS * (weights[y].first * width + x);
                mix(from, weights[y].shares, first, BANDS * width, bands, BANDS * (y * width + x));
            }
        }
        return new Colours(width, height, bands);
    }

    private static void mix(Colours from, int[] shares, int first, int stride, byte[] bands, int to) {
        var red = 1 << PRECISION - 1;
        var green = red;
        var blue = red;
        var at = first;
        for (var share : shares) {
            red += share * from.sample(at);
            green += share * from.sample(at + 1);
            blue += share * from.sample(at + 2);
            at += stride;
        }
        bands[to] = clipped(red);
        bands[to + 1] = clipped(green);
        bands[to + 2] = clipped(blue);
    }

    private static byte clipped(int sum) {
        return (byte) Math.clamp(sum >> PRECISION, 0, 255);
    }

    /** What one pixel is made of: shares of so many pixels from the first on, in parts of 2 to the 22nd. */
    private record Weights(int first, int[] shares) {}

    private static Weights[] weights(int from, int to) {
        var scale = (double) from / to;
        var weights = new Weights[to];
        Arrays.setAll(weights, at -> weights((at + 0.5) * scale, Math.max(scale, 1), from));
        return weights;
    }

    private static Weights weights(double centre, double spread, int length) {
        var reach = REACH * spread;
        var first = Math.max(0, (int) (centre - reach + 0.5));
        var end = Math.min(length, (int) (centre + reach + 0.5));
        var exact = new double[end - first];
        var sum = 0.0;
        for (var at = 0; at < exact.length; at++) {
            exact[at] = cubic((at + first - centre + 0.5) * (1 / spread));
            sum += exact[at];
        }
        var shares = new int[exact.length];
        for (var at = 0; at < exact.length; at++) {
            var share = exact[at] / sum * (1 << PRECISION);
            shares[at] = (int) (share < 0 ? share - 0.5 : share + 0.5);
        }
        return new Weights(first, shares);
    }

    private static double cubic(double distance) {
        var x = Math.abs(distance);
        if (x < 1) {
            return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
        }
        return x < REACH ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
    }
}
