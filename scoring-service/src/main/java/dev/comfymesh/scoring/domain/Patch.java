package dev.comfymesh.scoring.domain;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A box of a picture's pixels, up to its right and bottom and without them. */
record Patch(int left, int top, int right, int bottom) {
    private static final int ACROSS = 8;
    /** Patches keep to the grid of JPEG, so what is measured in them is measured as in the whole. */
    private static final int GRID = 8;

    static Patch whole(Picture picture) {
        return new Patch(0, 0, picture.width(), picture.height());
    }

    /** Of a picture cut into 8 by 8, the patch of which this is greatest; empty when they would be smaller than this. */
    static Optional<Patch> greatest(Picture picture, int leastSide, ToDoubleFunction<Patch> measure) {
        var width = picture.width() / ACROSS / GRID * GRID;
        var height = picture.height() / ACROSS / GRID * GRID;
        if (Math.min(width, height) < leastSide) {
            return Optional.empty();
        }
        var greatest = new Patch(0, 0, width, height);
        var most = Double.NEGATIVE_INFINITY;
        for (var index = 0; index < ACROSS * ACROSS; index++) {
            var left = index % ACROSS * width;
            var top = index / ACROSS * height;
            var patch = new Patch(left, top, left + width, top + height);
            var measured = measure.applyAsDouble(patch);
            if (measured > most) {
                most = measured;
                greatest = patch;
            }
        }
        return Optional.of(greatest);
    }

    int pixels() {
        return (right - left) * (bottom - top);
    }

    Region region(Dimension dimension, Picture picture, String label) {
        return new Region(
                dimension,
                (double) left / picture.width(),
                (double) top / picture.height(),
                (double) (right - left) / picture.width(),
                (double) (bottom - top) / picture.height(),
                label);
    }
}
