package dev.comfymesh.simulator.domain.rendering;

/** The colours of one picture; the sky is a ramp from zenith to horizon, read by {@link #sky(float)}. */
record Palette(Rgb[] ramp, Rgb horizon, Rgb sun, Rgb far, Rgb near) {

    private static final int SHADES = 512;

    /** Even steps through the given colours. */
    static Rgb[] ramp(Rgb... stops) {
        var shades = new Rgb[SHADES];
        for (int i = 0; i < SHADES; i++) {
            double place = (double) i / (SHADES - 1) * (stops.length - 1);
            int stop = Math.min((int) place, stops.length - 2);
            shades[i] = stops[stop].mix(stops[stop + 1], place - stop);
        }
        return shades;
    }

    /** The sky's colour at a height: 0 is the zenith, 1 the horizon. */
    Rgb sky(float place) {
        return ramp[(int) (Math.clamp(place, 0f, 1f) * (SHADES - 1))];
    }

    /** The ground's colour at a distance: 0 is near, 1 is far and hazy. */
    Rgb ground(double distance) {
        var body = near.mix(far, Math.min(1, distance * 1.25));
        return body.mix(horizon, 0.55 * distance * distance);
    }
}
