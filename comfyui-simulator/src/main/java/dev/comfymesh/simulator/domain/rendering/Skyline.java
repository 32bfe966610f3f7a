package dev.comfymesh.simulator.domain.rendering;

import java.util.random.RandomGenerator;

/** One row of buildings with lit windows; farther rows are lower, paler and finer. */
final class Skyline implements Layer {

    private final int[] building;
    private final float[] roof;
    private final Canvas canvas;
    private final Noise noise;
    private final Rgb wall;
    private final Rgb haze;
    private final Rgb warm;
    private final Rgb cool;
    private final float distance;
    private final float windowSize;
    private final float litShare;

    Skyline(
            float base,
            float tallest,
            float distance,
            boolean dark,
            Palette palette,
            Canvas canvas,
            RandomGenerator dice) {
        this.canvas = canvas;
        this.noise = new Noise(dice.nextInt());
        this.distance = distance;
        this.wall = palette.ground(distance * 0.9);
        this.haze = wall.mix(palette.horizon(), 0.5 + 0.3 * distance);
        this.warm = Rgb.of(0xffd27a).mix(palette.sun(), 0.3);
        this.cool = palette.horizon().mix(Rgb.of(0xbfe9ff), 0.5);
        this.windowSize = Math.max(2.2f, canvas.unit() * (0.017f - 0.009f * distance));
        this.litShare = dark ? 0.52f : 0.2f;
        this.building = new int[canvas.width()];
        this.roof = new float[canvas.width()];
        build(base * canvas.height(), tallest * canvas.height(), dice);
    }

    private void build(float base, float tallest, RandomGenerator dice) {
        int number = 0;
        for (int x = 0; x < building.length; number++) {
            float share = dice.nextFloat();
            int width = Math.max(
                    3, (int) (canvas.unit() * (0.035f + 0.075f * dice.nextFloat()) * (1.1f - 0.5f * distance)));
            float height = tallest * (0.25f + 0.75f * share * share);
            boolean spire = share > 0.72f && dice.nextBoolean();
            for (int i = 0; i < width && x < building.length; i++, x++) {
                building[x] = number;
                float inset = Math.abs(i - width / 2f) / width;
                roof[x] = base - height - (spire && inset < 0.22f ? height * 0.12f : 0);
                if (spire && Math.abs(i - width / 2) < Math.max(1, width / 40)) {
                    roof[x] = base - height * 1.35f;
                }
            }
            x += dice.nextInt(3) == 0 ? (int) (width * 0.2f) : 0;
            fillGap(x, base);
        }
    }

    private void fillGap(int until, float base) {
        for (int x = Math.min(until, roof.length) - 1; x >= 0 && roof[x] == 0; x--) {
            roof[x] = base - canvas.unit() * 0.02f;
        }
    }

    @Override
    public float coverage(int x, int y) {
        return Math.clamp(y - roof[x] + 0.5f, 0f, 1f);
    }

    @Override
    public void paint(Ink ink, int x, int y) {
        float below = (y - roof[x]) / canvas.height();
        float tint = 0.82f + 0.36f * noise.cell(building[x], 5);
        ink.set(wall);
        ink.scale(tint * (1 + 0.12f * noise.at(x * 0.9f, y * 0.9f)));
        windows(ink, x, y - roof[x]);
        float deep = Math.clamp(below * 1.6f, 0f, 1f);
        ink.cover(haze, deep * deep * (0.3f + 0.55f * distance));
    }

    private void windows(Ink ink, int x, float below) {
        float across = x / windowSize;
        float down = below / (windowSize * 1.35f);
        int column = (int) across;
        int row = (int) down;
        float u = across - column;
        float v = down - row;
        boolean pane = u > 0.25f && u < 0.85f && v > 0.3f && v < 0.85f && below > windowSize;
        if (!pane) {
            return;
        }
        float chance = noise.cell(column * 7 + building[x] * 131, row);
        float evening = litShare * (0.4f + 1.2f * noise.cell(building[x], 9));
        if (chance < evening) {
            var light = noise.cell(column + 77, row + building[x]) < 0.75f ? warm : cool;
            ink.cover(light, (0.55f + 0.45f * chance / evening) * (1 - 0.55f * distance));
        } else {
            ink.scale(0.86f);
        }
    }
}
