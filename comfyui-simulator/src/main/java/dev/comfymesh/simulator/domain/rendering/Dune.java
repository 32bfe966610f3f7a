package dev.comfymesh.simulator.domain.rendering;

import java.util.random.RandomGenerator;

/** One smooth dune or hill: a bright windward side, a shaded lee side behind a winding edge, and wind ripples. */
final class Dune implements Layer {

    private final float[] crest;
    private final Canvas canvas;
    private final Noise noise;
    private final Rgb bright;
    private final Rgb shade;
    private final Rgb haze;
    private final float distance;
    private final float side;

    Dune(float base, float relief, float distance, Palette palette, Canvas canvas, float sunX, RandomGenerator dice) {
        this.canvas = canvas;
        this.noise = new Noise(dice.nextInt());
        this.distance = distance;
        var body = palette.ground(0.25 + 0.75 * distance);
        this.bright = body.mix(palette.sun(), 0.42);
        this.shade = body.mix(palette.near(), 0.5 - 0.3 * distance);
        this.haze = body.mix(palette.horizon(), 0.6);
        this.side = sunX < canvas.width() / 2f ? 1 : -1;
        this.crest = new float[canvas.width()];
        for (int x = 0; x < crest.length; x++) {
            float place = x / canvas.unit() * (1.1f + 1.4f * distance);
            crest[x] = (base - relief * noise.cloud(place, 1, 2) * 1.6f) * canvas.height();
        }
    }

    @Override
    public float coverage(int x, int y) {
        return Math.clamp(y - crest[x] + 0.5f, 0f, 1f);
    }

    @Override
    public void paint(Ink ink, int x, int y) {
        float unit = canvas.unit();
        float below = (y - crest[x]) / unit;
        float slant = (x + side * below * unit * 0.9f) / unit;
        float winding = noise.cloud(slant * 2.1f, below * 1.3f + 20, 3);
        float lee = Math.clamp((winding - 0.02f - below * 0.25f) * unit * 0.11f + 0.5f, 0f, 1f);
        float ripples = noise.at(x / unit * 10, (y + unit * 0.06f * winding) / unit * (70 - 25 * distance));
        float grains = noise.at(x * 0.7f, y * 0.7f);
        ink.set(bright);
        ink.cover(shade, Math.clamp(lee * 0.85f + below * 0.8f, 0f, 1f));
        ink.scale(1 + (0.10f * ripples * (1 - lee) + 0.05f * grains) * (1.1f - 0.6f * distance));
        ink.cover(haze, Math.clamp(below * 2.2f, 0f, 1f) * 0.45f * distance);
    }
}
