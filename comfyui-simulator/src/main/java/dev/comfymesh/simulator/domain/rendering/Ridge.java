package dev.comfymesh.simulator.domain.rendering;

import java.util.random.RandomGenerator;

/** One range of mountains, hills or firs: a crest line, and below it textured ground that sinks into mist. */
final class Ridge implements Layer {

    /** How a range looks. Heights are shares of the canvas, distance goes from 0 (near) to 1 (far). */
    record Shape(float base, float relief, float frequency, boolean sharp, float distance, float snow, float firs) {}

    private final float[] crest;
    private final Shape shape;
    private final Noise noise;
    private final Canvas canvas;
    private final float sunX;
    private final Rgb body;
    private final Rgb lit;
    private final Rgb mist;
    private final Rgb snow;

    Ridge(Shape shape, Palette palette, Canvas canvas, float sunX, RandomGenerator dice) {
        this.shape = shape;
        this.canvas = canvas;
        this.noise = new Noise(dice.nextInt());
        this.sunX = sunX;
        this.body = palette.ground(shape.distance());
        this.lit = body.mix(palette.sun(), 0.30 + 0.15 * shape.distance());
        this.mist = body.mix(palette.horizon(), 0.30 + 0.35 * shape.distance());
        this.snow = palette.sun().mix(palette.sky(0.35f), 0.22 + 0.35 * shape.distance());
        this.crest = crestLine();
    }

    private float[] crestLine() {
        var line = new float[canvas.width()];
        for (int x = 0; x < line.length; x++) {
            float place = x / canvas.unit() * shape.frequency();
            float rise = shape.sharp() ? noise.crest(place, 3, 7) - 0.5f : noise.cloud(place, 3, 4);
            line[x] = (shape.base() - shape.relief() * rise) * canvas.height();
        }
        if (shape.firs() > 0) {
            plantFirs(line);
        }
        return line;
    }

    private void plantFirs(float[] line) {
        float tall = shape.firs() * canvas.unit();
        float spacing = Math.max(2, tall * 0.24f);
        var ground = line.clone();
        for (int tree = -1; tree * spacing < line.length + spacing; tree++) {
            float middle = (tree + noise.cell(tree, 1)) * spacing;
            float height = tall * (0.35f + 0.65f * noise.cell(tree, 2));
            float reach = height * (0.17f + 0.08f * noise.cell(tree, 3));
            for (int x = Math.max(0, (int) (middle - reach)); x < Math.min(line.length, middle + reach + 1); x++) {
                float out = Math.abs(x - middle) / reach;
                float boughs = (out * 7) % 1;
                float top = height * Math.max(0, 1 - out) - boughs * height * 0.07f;
                line[x] = Math.min(line[x], ground[x] - top);
            }
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
        float detail = shape.frequency() * 2.2f + 5;
        float u = x / unit * detail;
        float v = y / unit * detail * 0.85f;
        float rock = noise.crest(u, v, 4) - 0.5f;
        float towardsSun = noise.crest(u + lean(x), v - 0.09f, 3) - 0.5f;
        float relief = Math.clamp((rock - towardsSun) * 3.2f, -0.5f, 0.6f) * (1 - 0.5f * shape.distance());
        float bare = Math.max(0.15f, 1 - 9 * shape.firs());
        ink.set(body);
        ink.cover(lit, Math.clamp(0.22f + relief + 0.5f * rock, 0f, 0.9f) * bare);
        ink.scale(1 + Math.clamp(0.7f * relief + 0.5f * rock, -0.35f, 0.25f) * (1.1f - 0.7f * shape.distance()) * bare);
        snowCap(ink, below, rock);
        float deep = Math.clamp(below / (0.10f + shape.relief() * 0.9f), 0f, 1f);
        ink.cover(mist, deep * deep * (0.25f + 0.5f * shape.distance()));
    }

    /** Where the light comes from: the side of the sun, and from straight above below it. */
    private float lean(int x) {
        return 0.07f * Math.clamp((sunX - x) / (0.4f * canvas.unit()), -1f, 1f);
    }

    private void snowCap(Ink ink, float below, float rock) {
        if (shape.snow() <= 0) {
            return;
        }
        float line = shape.snow() * (0.7f + 1.6f * rock);
        float white = Math.clamp((line - below) * canvas.unit() * 0.12f, 0f, 1f);
        ink.cover(snow, white * (0.62f + 0.6f * rock + 0.25f));
    }
}
