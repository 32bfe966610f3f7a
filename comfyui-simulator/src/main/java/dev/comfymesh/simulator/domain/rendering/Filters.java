package dev.comfymesh.simulator.domain.rendering;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** Pixel operations that make a new picture and leave the old one as it was. */
public final class Filters {

    private Filters() {}

    /** Applies a function of one channel's value, 0 to 255, to all channels. */
    public static Picture map(Picture picture, IntUnaryOperator channel) {
        var table = new int[256];
        for (int i = 0; i < 256; i++) {
            table[i] = Math.clamp(channel.applyAsInt(i), 0, 255);
        }
        var pixels = new int[picture.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            int rgb = picture.pixels()[i];
            pixels[i] = table[rgb >> 16 & 255] << 16 | table[rgb >> 8 & 255] << 8 | table[rgb & 255];
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** Combines two pictures of one size channel by channel. */
    public static Picture combine(Picture first, Picture second, IntBinaryOperator channels) {
        var pixels = new int[first.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            int a = first.pixels()[i];
            int b = second.pixels()[i];
            pixels[i] = combined(channels, a >> 16, b >> 16) << 16
                    | combined(channels, a >> 8, b >> 8) << 8
                    | combined(channels, a, b);
        }
        return new Picture(first.width(), first.height(), pixels);
    }

    public static Picture expose(Picture picture, double factor, int lift) {
        return map(picture, value -> (int) (value * factor + lift));
    }

    /** The mean of a square around each pixel. */
    public static Picture boxBlur(Picture picture, int radius) {
        return blurred(picture, uniform(radius));
    }

    public static Picture gaussianBlur(Picture picture, int radius, double sigma) {
        return blurred(picture, gaussian(radius, sigma));
    }

    /** Adds {@code strength} times what a blur takes away. */
    public static Picture sharpen(Picture picture, int radius, double sigma, double strength) {
        return combine(picture, gaussianBlur(picture, radius, sigma), (value, soft) ->
                (int) Math.round(value + strength * (value - soft)));
    }

    /** Adds noise of the given standard deviation (1 is the whole range) to each channel; the same seed adds the same. */
    public static Picture noisy(Picture picture, BigInteger seed, double strength) {
        var dice = new SplittableRandom(seed.longValue());
        return combine(picture, picture, (value, _) -> (int) Math.round(value + 255 * strength * dice.nextGaussian()));
    }

    private static Picture blurred(Picture picture, float[] kernel) {
        return pass(pass(picture, kernel, 1, 0), kernel, 0, 1);
    }

    private static Picture pass(Picture picture, float[] kernel, int stepX, int stepY) {
        int radius = kernel.length / 2;
        var pixels = new int[picture.pixels().length];
        int to = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                float red = 0.5f;
                float green = 0.5f;
                float blue = 0.5f;
                for (int k = -radius; k <= radius; k++) {
                    int rgb = picture.at(x + k * stepX, y + k * stepY);
                    float weight = kernel[k + radius];
                    red += weight * (rgb >> 16 & 255);
                    green += weight * (rgb >> 8 & 255);
                    blue += weight * (rgb & 255);
                }
                pixels[to++] =
                        Math.min(255, (int) red) << 16 | Math.min(255, (int) green) << 8 | Math.min(255, (int) blue);
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    private static float[] uniform(int radius) {
        var kernel = new float[2 * radius + 1];
        Arrays.fill(kernel, 1f / kernel.length);
        return kernel;
    }

    private static float[] gaussian(int radius, double sigma) {
        var kernel = new float[2 * radius + 1];
        float sum = 0;
        for (int k = -radius; k <= radius; k++) {
            kernel[k + radius] = (float) Math.exp(-k * k / (2 * sigma * sigma));
            sum += kernel[k + radius];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }

    private static int combined(IntBinaryOperator channels, int first, int second) {
        return Math.clamp(channels.applyAsInt(first & 255, second & 255), 0, 255);
    }
}
