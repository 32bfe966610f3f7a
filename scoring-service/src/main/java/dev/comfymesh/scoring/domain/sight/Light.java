package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Colours;
import java.util.stream.IntStream;

/** The light that colours in sRGB stand for, from 0 to 1. */
public final class Light {
    private static final double[] LINEAR =
            IntStream.range(0, 256).mapToDouble(value -> linear(value / 255.0)).toArray();

    private Light() {}

    static double of(int value) {
        return LINEAR[value];
    }

    public static double luminance(Colours colours, int pixel) {
        return 0.2126 * of(colours.red(pixel)) + 0.7152 * of(colours.green(pixel)) + 0.0722 * of(colours.blue(pixel));
    }

    private static double linear(double value) {
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }
}
