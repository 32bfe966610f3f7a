package dev.comfymesh.bench.scoring;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a candidate so that anybody sees it: the stronger levels of each damage, and three of its own. */
public enum Defect {
    BLUR(Degradation.BLUR),
    NOISE(Degradation.NOISE),
    JPEG(Degradation.JPEG),
    DOWNSCALE(Degradation.DOWNSCALE),
    EXPOSURE(Degradation.EXPOSURE),
    BANDING(Degradation.BANDING),
    /** One colour. */
    BLANK(null) {
        @Override
        BufferedImage spoil(BufferedImage good, int levels, Random random) {
            return painted(good, 0, random);
        }
    },
    /** From some line down one colour, as where drawing broke off. */
    CUT(null) {
        @Override
        BufferedImage spoil(BufferedImage good, int levels, Random random) {
            return painted(good, (int) (good.getHeight() * (0.35 + 0.35 * random.nextDouble())), random);
        }
    },
    /** A good one again, saved anew: wrong only beside the other. */
    DUPLICATE(null) {
        @Override
        BufferedImage spoil(BufferedImage good, int levels, Random random) {
            return Degradation.JPEG.spoil(good, 90);
        }
    };

    private final @Nullable Degradation degradation;

    Defect(@Nullable Degradation degradation) {
        this.degradation = degradation;
    }

    /** With one of so many of its strongest levels. */
    BufferedImage spoil(BufferedImage good, int levels, Random random) {
        if (degradation == null) {
            throw new IllegalStateException(this + " is spoiled in a way of its own");
        }
        var all = degradation.levels();
        return degradation.spoil(good, all[all.length - 1 - random.nextInt(levels)]);
    }

    private static BufferedImage painted(BufferedImage good, int from, Random random) {
        var painted = new BufferedImage(good.getWidth(), good.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = painted.createGraphics();
        canvas.drawImage(good, 0, 0, null);
        canvas.setColor(new Color(random.nextInt(1 << 24)));
        canvas.fillRect(0, from, good.getWidth(), good.getHeight() - from);
        canvas.dispose();
        return painted;
    }
}
