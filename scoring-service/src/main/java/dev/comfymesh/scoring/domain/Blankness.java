package dev.comfymesh.scoring.domain;

import java.util.Map;

/** How little there is to see: a picture of one colour has neither contrast nor entropy. */
public final class Blankness implements Scorer {
    @Override
    public Map<Dimension, Double> measure(Picture picture) {
        var histogram = picture.histogram();
        var pixels = (double) picture.width() * picture.height();
        return Map.of(
                Dimension.CONTRAST, deviation(histogram, pixels),
                Dimension.ENTROPY, entropy(histogram, pixels));
    }

    private static double deviation(int[] histogram, double pixels) {
        var sum = 0L;
        var squares = 0L;
        for (var value = 0; value < histogram.length; value++) {
            sum += (long) value * histogram[value];
            squares += (long) value * value * histogram[value];
        }
        var mean = sum / pixels;
        return Math.sqrt(Math.max(0, squares / pixels - mean * mean));
    }

    private static double entropy(int[] histogram, double pixels) {
        var bits = 0.0;
        for (var count : histogram) {
            if (count > 0) {
                var share = count / pixels;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
