package dev.comfymesh.simulator.domain.rendering;

import java.util.SplittableRandom;

/** Paints subjects: a pure function from what was asked for to pixels. */
public final class Painter {

    private static final float GRAIN = 0.016f;

    private Painter() {}

    /** Paints from nothing. */
    public static Picture paint(Subject subject) {
        var picture = exposed(drawn(subject));
        return Flaw.of(subject).map(flaw -> flaw.spoil(picture)).orElse(picture);
    }

    /** Repaints a picture of the subject's size: at 0 it stays as it is, at 1 nothing of it is left. */
    public static Picture repaint(Picture source, Subject subject, double denoise) {
        if (denoise >= 1) {
            return paint(subject);
        }
        var painted = exposed(drawn(subject));
        var ramp = composer(subject).palette();
        var pixels = new int[source.pixels().length];
        var ink = new Ink();
        for (int i = 0; i < pixels.length; i++) {
            int from = source.pixels()[i];
            float light = luma(from) / 255f;
            ink.set(light < 0.5f ? ramp.near() : ramp.sky(0.45f));
            ink.cover(light < 0.5f ? ramp.sky(0.45f) : ramp.sun(), light < 0.5f ? light * 2 : light * 2 - 1);
            keep(ink, painted.pixels()[i], (float) (denoise * denoise));
            keep(ink, from, (float) (1 - denoise));
            pixels[i] = packed(ink);
        }
        var picture = new Picture(source.width(), source.height(), pixels);
        return Flaw.of(subject).map(flaw -> flaw.spoil(picture)).orElse(picture);
    }

    private static Composer composer(Subject subject) {
        var theme = Theme.of(subject.prompt(), new SplittableRandom(subject.theme()));
        double saturation = Math.clamp(0.8 + subject.guidance() / 40, 0.6, 1.4);
        return new Composer(
                theme,
                saturation,
                new Canvas(subject.width(), subject.height()),
                new SplittableRandom(subject.composition()));
    }

    private static Picture drawn(Subject subject) {
        var scene = composer(subject).compose();
        var grain = new Noise((int) subject.composition());
        var pixels = new int[subject.width() * subject.height()];
        var ink = new Ink();
        for (int y = 0; y < subject.height(); y++) {
            for (int x = 0; x < subject.width(); x++) {
                scene.paint(ink, x, y);
                ink.scale(1 + GRAIN * (grain.cell(x, y) - 0.5f) * 2);
                pixels[y * subject.width() + x] = packed(ink);
            }
        }
        return new Picture(subject.width(), subject.height(), pixels);
    }

    /** Lifts dark and lowers bright pictures by a gamma, so that every good one is well exposed. */
    private static Picture exposed(Picture picture) {
        long sum = 0;
        for (int rgb : picture.pixels()) {
            sum += luma(rgb);
        }
        double mean = Math.clamp(sum / 255.0 / picture.pixels().length, 0.02, 0.98);
        double wanted = Math.clamp(mean, 0.34, 0.62);
        double gamma = Math.log(wanted) / Math.log(mean);
        return gamma == 1
                ? picture
                : Filters.map(picture, value -> (int) Math.round(255 * Math.pow(value / 255.0, gamma)));
    }

    private static void keep(Ink ink, int rgb, float share) {
        ink.keep((rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f, share);
    }

    private static int luma(int rgb) {
        return (54 * (rgb >> 16 & 255) + 183 * (rgb >> 8 & 255) + 19 * (rgb & 255)) >> 8;
    }

    private static int packed(Ink ink) {
        return channel(ink.red) << 16 | channel(ink.green) << 8 | channel(ink.blue);
    }

    private static int channel(float value) {
        return Math.clamp((int) (value * 255 + 0.5f), 0, 255);
    }
}
