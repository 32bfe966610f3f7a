package dev.comfymesh.simulator.domain.rendering;

import java.util.Arrays;

/** An opaque image of 8-bit RGB pixels, row by row as {@code 0xRRGGBB}; treated as immutable once it is painted. */
public final class Picture {

    private final int width;
    private final int height;
    private final int[] pixels;

    public Picture(int width, int height, int[] pixels) {
        if (width < 1 || height < 1 || pixels.length != width * height) {
            throw new IllegalArgumentException(width + "x" + height + " with " + pixels.length + " pixels");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** A picture of one colour. */
    public static Picture plain(int width, int height, int rgb) {
        var pixels = new int[width * height];
        Arrays.fill(pixels, rgb);
        return new Picture(width, height, pixels);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, not a copy. */
    public int[] pixels() {
        return pixels;
    }

    /** The pixel at a place; places outside take the nearest pixel of the border. */
    public int at(int x, int y) {
        return pixels[Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1)];
    }
}
