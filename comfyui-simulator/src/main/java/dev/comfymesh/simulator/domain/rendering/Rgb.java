package dev.comfymesh.simulator.domain.rendering;

/** A colour with channels from 0 to 1; mixes look even to the eye because they are made in OKLab. */
record Rgb(float red, float green, float blue) {

    static Rgb of(int hex) {
        return new Rgb((hex >> 16 & 255) / 255f, (hex >> 8 & 255) / 255f, (hex & 255) / 255f);
    }

    Rgb mix(Rgb other, double share) {
        var from = lab();
        var to = other.lab();
        return ofLab(
                from[0] + (to[0] - from[0]) * share,
                from[1] + (to[1] - from[1]) * share,
                from[2] + (to[2] - from[2]) * share);
    }

    /** Turns the hue and scales the colourfulness. */
    Rgb graded(double hueTurn, double saturation) {
        var lab = lab();
        var cos = Math.cos(hueTurn) * saturation;
        var sin = Math.sin(hueTurn) * saturation;
        return ofLab(lab[0], lab[1] * cos - lab[2] * sin, lab[1] * sin + lab[2] * cos);
    }

    /** Lighter above 1, darker below. */
    Rgb lit(double factor) {
        return new Rgb(clip(red * factor), clip(green * factor), clip(blue * factor));
    }

    private double[] lab() {
        var r = linear(red);
        var g = linear(green);
        var b = linear(blue);
        var l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static Rgb ofLab(double lightness, double a, double b) {
        var l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Rgb(
                encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static float encoded(double channel) {
        return clip(channel <= 0.0031308 ? channel * 12.92 : 1.055 * Math.pow(channel, 1 / 2.4) - 0.055);
    }

    private static float clip(double channel) {
        return (float) Math.clamp(channel, 0.0, 1.0);
    }
}
