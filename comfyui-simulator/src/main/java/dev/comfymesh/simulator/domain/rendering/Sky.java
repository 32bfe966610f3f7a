package dev.comfymesh.simulator.domain.rendering;

import java.util.random.RandomGenerator;

/** A sky with sun or moon, clouds, and by night stars and northern lights. */
final class Sky implements Scene {

    private final Palette palette;
    private final Mood mood;
    private final Noise noise;
    private final float size;
    private final float horizon;
    private final float sunX;
    private final float sunY;
    private final float sunRadius;
    private final float cloudiness;
    private final float wind;

    Sky(Palette palette, Mood mood, Canvas canvas, float horizon, RandomGenerator dice) {
        this.palette = palette;
        this.mood = mood;
        this.noise = new Noise(dice.nextInt());
        this.size = canvas.unit();
        this.horizon = horizon * canvas.height();
        this.sunX = canvas.width() * (0.15f + 0.7f * dice.nextFloat());
        this.sunY = this.horizon * (mood.dark() ? 0.15f + 0.35f * dice.nextFloat() : 0.35f + 0.5f * dice.nextFloat());
        this.sunRadius = size * (0.035f + 0.075f * dice.nextFloat() * dice.nextFloat() + 0.01f);
        this.cloudiness = dice.nextFloat() * 0.34f - 0.16f;
        this.wind = 0.5f + 2.2f * dice.nextFloat();
    }

    float sunX() {
        return sunX;
    }

    Rgb light() {
        return palette.sun();
    }

    @Override
    public void paint(Ink ink, int x, int y) {
        float height = y / horizon;
        ink.set(palette.sky((float) Math.pow(Math.max(0, height), 1.15)));
        float distance = (float) Math.hypot(x - sunX, y - sunY);
        if (mood.dark()) {
            stars(ink, x, y, height);
            northernLights(ink, x / size, height);
        }
        ink.shine(palette.sun(), 0.55f * glow(distance, mood.dark() ? 0.09f : 0.22f));
        disc(ink, x, y, distance);
        clouds(ink, x / size, y / size, height, glow(distance, 0.5f));
    }

    private float glow(float distance, float reach) {
        return (float) Math.exp(-distance / (reach * size));
    }

    private void disc(Ink ink, int x, int y, float distance) {
        float inside = Math.clamp(sunRadius - distance + 0.5f, 0f, 1f);
        if (inside <= 0) {
            return;
        }
        if (mood.dark()) {
            float seas = noise.cloud(x * 3.2f / sunRadius, y * 3.2f / sunRadius, 3);
            ink.cover(palette.sun().lit(0.92 + 0.18 * seas), inside);
        } else {
            ink.cover(palette.sun(), inside);
        }
    }

    private void clouds(Ink ink, float x, float y, float height, float glow) {
        float drift = noise.cloud(x * wind + 40, y * wind * 3.4f + 3, 5);
        float cover = Math.clamp((drift + cloudiness - 0.04f) * 4.2f, 0f, 1f);
        if (cover <= 0) {
            return;
        }
        float thick = Math.clamp((drift + cloudiness - 0.12f) * 3.2f, 0f, 1f);
        float fade = Math.clamp(1.25f - height, 0f, 1f) * (mood.dark() ? 0.4f : 0.72f);
        ink.cover(palette.sky(Math.min(1, height * 0.5f + 0.62f)), cover * fade);
        ink.cover(palette.sky(Math.min(1, height * 0.6f + 0.18f)), thick * fade * 0.6f);
        ink.shine(palette.sun(), cover * (1 - thick) * glow * 0.5f);
    }

    private void stars(Ink ink, int x, int y, float height) {
        float cell = Math.max(3, size / 70);
        int column = (int) (x / cell);
        int row = (int) (y / cell);
        float chance = noise.cell(column, row);
        if (chance < 0.72f) {
            return;
        }
        float starX = (column + 0.2f + 0.6f * noise.cell(column + 911, row)) * cell;
        float starY = (row + 0.2f + 0.6f * noise.cell(column, row + 577)) * cell;
        float radius = Math.max(0.6f, size * 0.0014f) * (0.6f + 3 * (chance - 0.72f));
        float light = Math.clamp(1.3f - (float) Math.hypot(x - starX, y - starY) / radius, 0f, 1f);
        ink.shine(palette.sun(), light * Math.clamp(1.15f - 1.5f * height, 0f, 1f));
    }

    private void northernLights(Ink ink, float x, float height) {
        if (mood != Mood.AURORA) {
            return;
        }
        float bend = 0.45f + 0.22f * noise.cloud(x * 1.1f, 7, 3);
        float above = bend - height;
        if (above < -0.02f) {
            return;
        }
        float rays = 0.45f + 0.55f * noise.at(x * 16 + 3 * bend, 2) + 0.35f * noise.at(x * 47, 5);
        float curtain = (float) Math.exp(-Math.max(0, above) * 5) * Math.clamp((above + 0.02f) * 40, 0f, 1f);
        ink.shine(palette.horizon(), Math.max(0, curtain * (0.35f + 0.5f * rays)));
    }
}
