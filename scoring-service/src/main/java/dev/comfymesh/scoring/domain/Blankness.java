package dev.comfymesh.scoring.domain;

import java.util.Map;
import java.util.Set;

/** How little there is to see: a picture of one colour has neither contrast nor entropy. */
public final class Blankness implements Scorer {
    @Override
    public String id() {
        return "blankness@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.CONTRAST, Dimension.ENTROPY);
    }

    @Override
    public Reading measure(Features features) {
        var histogram = features.of(Feature.HISTOGRAM);
        var pixels = (double) features.picture().pixels();
        return new Reading.Seen(Map.of(
                Dimension.CONTRAST, deviation(histogram, pixels),
                Dimension.ENTROPY, entropy(histogram, pixels)));
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
                bits -= share * StrictMath.log(share) / StrictMath.log(2);
            }
        }
        return bits;
    }
}
