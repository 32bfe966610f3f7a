package dev.comfymesh.scoring.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much of a picture lies at the edge of a false contour: a step of some grey levels between two level stretches, as they
 * come where a slope has too few grey levels. Steps on the borders of JPEG's blocks are left out: they are blockiness.
 */
public final class Banding implements Scorer {
    private static final int STRETCH = 3;
    private static final int LEAST_STEP = 2;
    private static final int GREATEST_STEP = 48;
    private static final int BLOCK = 8;
    private static final int LEAST_PATCH = 32;
    /** From here on it is worth showing where. */
    private static final double VISIBLE = 0.02;

    @Override
    public String id() {
        return "banding@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.BANDING);
    }

    @Override
    public Reading measure(Features features) {
        var picture = features.picture();
        if (Math.min(picture.width(), picture.height()) < 2 * STRETCH) {
            return new Reading.Unknown("Banding needs %d pixels a side.".formatted(2 * STRETCH));
        }
        var measured = perPixel(picture, Patch.whole(picture));
        var worst = measured < VISIBLE
                ? Optional.<Patch>empty()
                : Patch.greatest(picture, LEAST_PATCH, patch -> perPixel(picture, patch));
        return new Reading.Seen(
                Map.of(Dimension.BANDING, measured),
                worst.map(patch -> patch.region(Dimension.BANDING, picture, "contours")).stream()
                        .toList());
    }

    private static double perPixel(Picture picture, Patch patch) {
        var width = picture.width();
        var steps = 0L;
        for (var y = patch.top(); y < patch.bottom(); y++) {
            steps += steps(picture, y * width + patch.left(), 1, patch.right() - patch.left());
        }
        for (var x = patch.left(); x < patch.right(); x++) {
            steps += steps(picture, patch.top() * width + x, width, patch.bottom() - patch.top());
        }
        return steps / (2.0 * patch.pixels());
    }

    /** The sizes of the contours along one row or column, together. */
    private static long steps(Picture picture, int first, int stride, int length) {
        var sizes = 0L;
        var stretch = 1;
        var pending = 0;
        for (var index = 1; index < length; index++) {
            var at = first + index * stride;
            var size = Math.abs(picture.at(at) - picture.at(at - stride));
            if (size == 0) {
                stretch++;
                if (stretch == STRETCH) {
                    sizes += pending;
                    pending = 0;
                }
                continue;
            }
            var isContour = stretch >= STRETCH && size >= LEAST_STEP && size <= GREATEST_STEP && index % BLOCK != 0;
            pending = isContour ? size : 0;
            stretch = 1;
        }
        return sizes;
    }
}
