package dev.comfymesh.simulator.domain.rendering;

import java.util.random.RandomGenerator;

/** An abstract of folded colour, like marble or silk: noise bent by noise, with fine bright seams. */
final class Flow implements Scene {

    private final Palette palette;
    private final Rgb[] colours;
    private final Noise noise;
    private final float unit;
    private final float zoom;
    private final float bend;
    private final float turnX;
    private final float turnY;
    private final float bands;

    Flow(Palette palette, Canvas canvas, RandomGenerator dice) {
        this.palette = palette;
        this.colours = Palette.ramp(
                palette.near(),
                palette.sky(0f),
                palette.sky(0.4f),
                palette.sky(0.72f),
                palette.horizon(),
                palette.sun(),
                palette.far(),
                palette.near());
        this.noise = new Noise(dice.nextInt());
        this.unit = canvas.unit();
        this.zoom = 1.2f + 1.3f * dice.nextFloat();
        this.bend = 1.2f + 1.6f * dice.nextFloat();
        double angle = dice.nextDouble() * Math.PI;
        this.turnX = (float) Math.cos(angle);
        this.turnY = (float) Math.sin(angle);
        this.bands = 1.1f + 0.9f * dice.nextFloat();
    }

    @Override
    public void paint(Ink ink, int x, int y) {
        float u = x / unit * zoom;
        float v = y / unit * zoom;
        float first = noise.cloud(u, v, 3);
        float second = noise.cloud(u + bend * first + 5.2f, v - bend * first + 1.3f, 4);
        float fold = noise.cloud(u + bend * second * turnX, v + bend * second * turnY + 8, 4);
        float place = fold * bands * 1.15f + 0.5f + 0.25f * (u * turnX + v * turnY) + first * 0.3f;
        float shade = place - (float) Math.floor(place);
        ink.set(colours[(int) (shade * (colours.length - 1))]);
        ink.scale(0.92f + 0.75f * second);
        float thread = place * 9 - (float) Math.floor(place * 9);
        float seam = Math.max(0, 1 - Math.abs(thread - 0.5f) * 9);
        ink.shine(palette.sun(), seam * seam * 0.3f);
        ink.shine(palette.horizon(), Math.max(0, fold - 0.18f) * 0.8f);
    }
}
