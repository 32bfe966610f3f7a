package dev.comfymesh.simulator.domain.rendering;

import java.util.random.RandomGenerator;

/** Open water below a horizon: a moving mirror of what stands behind it, with the sun's path on the waves. */
final class Water implements Layer {

    private final Scene mirrored;
    private final Sky sky;
    private final Palette palette;
    private final Canvas canvas;
    private final Noise noise;
    private final float horizon;
    private final float swell;

    Water(Scene mirrored, Sky sky, Palette palette, Canvas canvas, float horizon, RandomGenerator dice) {
        this.mirrored = mirrored;
        this.sky = sky;
        this.palette = palette;
        this.canvas = canvas;
        this.noise = new Noise(dice.nextInt());
        this.horizon = horizon * canvas.height();
        this.swell = 0.5f + dice.nextFloat();
    }

    @Override
    public float coverage(int x, int y) {
        return Math.clamp(y - horizon + 0.5f, 0f, 1f);
    }

    @Override
    public void paint(Ink ink, int x, int y) {
        float unit = canvas.unit();
        float near = Math.max(0, (y - horizon) / (canvas.height() - horizon));
        float depth = 1 / (near + 0.06f);
        float across = (x - canvas.width() / 2f) / unit * (3 + 2.2f * depth);
        float wave = noise.cloud(across, depth * 4.5f, 4);
        float push = wave * swell * (0.015f + 0.06f * near) * unit;
        int mirrorX = Math.clamp((int) (x + push * 0.5f), 0, canvas.width() - 1);
        int mirrorY = Math.clamp((int) (2 * horizon - y + push * 2 - 1), 0, (int) horizon - 1);
        mirrored.paint(ink, mirrorX, mirrorY);
        ink.cover(palette.ground(0.35), 0.30f + 0.22f * near);
        ink.scale(1 + 0.55f * wave);
        float path = (x - sky.sunX()) / unit / (0.035f + 0.17f * near);
        float spark = noise.at(across * 3.1f, depth * 15);
        float glitter = (float) Math.exp(-path * path) * Math.clamp((spark - 0.02f) * 4, 0f, 1f);
        ink.shine(sky.light(), glitter * 0.95f);
        ink.shine(palette.horizon(), Math.clamp((spark - 0.35f) * 1.6f, 0f, 0.4f) * (1 - near * 0.6f));
    }
}
