package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.Colours;

/** A colour in CIELAB under D65, where distances are about as large as they look: 2 can just be told. */
public record Lab(double lightness, double greenToRed, double blueToYellow) {
    private static final double STEEPEST = 6.0 / 29;

    public static Lab of(Colours colours, int pixel) {
        var red = Light.of(colours.red(pixel));
        var green = Light.of(colours.green(pixel));
        var blue = Light.of(colours.blue(pixel));
        var x = root((0.412453 * red + 0.357580 * green + 0.180423 * blue) / 0.950456);
        var y = root(0.212671 * red + 0.715160 * green + 0.072169 * blue);
        var z = root((0.019334 * red + 0.119193 * green + 0.950227 * blue) / 1.088754);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double root(double light) {
        return light > STEEPEST * STEEPEST * STEEPEST
                ? StrictMath.cbrt(light)
                : light / (3 * STEEPEST * STEEPEST) + 4.0 / 29;
    }

    public double distance(Lab other) {
        var down = lightness - other.lightness;
        var across = greenToRed - other.greenToRed;
        var deep = blueToYellow - other.blueToYellow;
        return Math.sqrt(down * down + across * across + deep * deep);
    }
}
