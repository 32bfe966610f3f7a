package dev.comfymesh.scoring.domain;

import java.util.function.IntBinaryOperator;

/** Pictures whose measurements can be worked out on paper. */
public final class Pictures {
    private Pictures() {}

    /** The luma of each pixel by its coordinates. */
    public static Picture of(int width, int height, IntBinaryOperator luma) {
        var values = new byte[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                values[y * width + x] = (byte) luma.applyAsInt(x, y);
            }
        }
        return new Picture(width, height, values);
    }

    public static Picture flat(int luma) {
        return of(16, 16, (_, _) -> luma);
    }

    /** Squares of black and white with sides of this many pixels. */
    public static Picture checkers(int width, int height, int side) {
        return of(width, height, (x, y) -> (x / side + y / side) % 2 == 0 ? 0 : 255);
    }
}
