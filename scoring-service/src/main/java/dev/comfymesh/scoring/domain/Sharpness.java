package dev.comfymesh.scoring.domain;

import java.util.Map;

/**
 * Variance of the Laplacian of luma, mirrored at the edges. It falls with the size at which the same scene is drawn, so
 * large pictures are first reduced to one size; small ones are taken as they are, for enlarging would blur them.
 */
public final class Sharpness implements Scorer {
    private final int maxSide;

    public Sharpness(int maxSide) {
        this.maxSide = maxSide;
    }

    @Override
    public Map<Dimension, Double> measure(Picture picture) {
        return Map.of(Dimension.SHARPNESS, variance(picture.within(maxSide)));
    }

    private static double variance(Picture picture) {
        var sum = 0L;
        var squares = 0L;
        for (var y = 0; y < picture.height(); y++) {
            var above = mirrored(y - 1, picture.height());
            var below = mirrored(y + 1, picture.height());
            for (var x = 0; x < picture.width(); x++) {
                var laplacian = picture.at(x, above)
                        + picture.at(x, below)
                        + picture.at(mirrored(x - 1, picture.width()), y)
                        + picture.at(mirrored(x + 1, picture.width()), y)
                        - 4 * picture.at(x, y);
                sum += laplacian;
                squares += (long) laplacian * laplacian;
            }
        }
        var count = (double) picture.width() * picture.height();
        var mean = sum / count;
        return squares / count - mean * mean;
    }

    /** The index beside the edge that mirrors one beyond it: the edge itself is not repeated. */
    private static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        if (index < 0) {
            return -index;
        }
        return index < length ? index : 2 * length - 2 - index;
    }
}
