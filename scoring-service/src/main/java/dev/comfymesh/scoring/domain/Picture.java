package dev.comfymesh.scoring.domain;

import org.jspecify.annotations.Nullable;

/** What scorers look at: the luma of every pixel, from 0 to 255, row by row, and the colours that it is of. */
public final class Picture {
    private final int width;
    private final int height;
    private final byte[] luma;
    private final @Nullable Colours colours;

    /** A grey one. Takes the array over: nobody may write to it any more. */
    public Picture(int width, int height, byte[] luma) {
        this(width, height, luma, null);
    }

    public Picture(Colours colours) {
        this(colours.width(), colours.height(), colours.luma(), colours);
    }

    private Picture(int width, int height, byte[] luma, @Nullable Colours colours) {
        if (width < 1 || height < 1 || luma.length != width * height) {
            throw new IllegalArgumentException(
                    "%d luma values are no picture of %d x %d".formatted(luma.length, width, height));
        }
        this.width = width;
        this.height = height;
        this.luma = luma;
        this.colours = colours;
    }

    /** The luma of a colour after ITU-R BT.601, with the same rounding as common imaging libraries. */
    public static byte luma(int red, int green, int blue) {
        return (byte) ((9798 * red + 19235 * green + 3735 * blue + (1 << 14)) >> 15);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int pixels() {
        return luma.length;
    }

    /** By the index of the pixel, row by row. */
    public int at(int index) {
        return luma[index] & 0xff;
    }

    public int at(int x, int y) {
        return luma[y * width + x] & 0xff;
    }

    /** Those of a grey picture are made when they are asked for. */
    public Colours colours() {
        return colours == null ? Colours.grey(width, height, luma) : colours;
    }

    /** How many pixels have each of the 256 values. */
    public int[] histogram() {
        var counts = new int[256];
        for (var value : luma) {
            counts[value & 0xff]++;
        }
        return counts;
    }

    /** This picture if neither side is longer, else one whose pixels are averages of boxes of this one's. */
    public Picture within(int maxSide) {
        var longest = Math.max(width, height);
        if (longest <= maxSide) {
            return this;
        }
        var smallWidth = Math.max(1, (int) ((long) width * maxSide / longest));
        var smallHeight = Math.max(1, (int) ((long) height * maxSide / longest));
        var small = new byte[smallWidth * smallHeight];
        for (var y = 0; y < smallHeight; y++) {
            for (var x = 0; x < smallWidth; x++) {
                small[y * smallWidth + x] = average(
                        edge(x, width, smallWidth),
                        edge(y, height, smallHeight),
                        edge(x + 1, width, smallWidth),
                        edge(y + 1, height, smallHeight));
            }
        }
        return new Picture(smallWidth, smallHeight, small);
    }

    private static int edge(int index, int from, int to) {
        return (int) ((long) index * from / to);
    }

    private byte average(int left, int top, int right, int bottom) {
        var sum = 0L;
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                sum += at(x, y);
            }
        }
        var count = (long) (right - left) * (bottom - top);
        return (byte) ((sum + count / 2) / count);
    }
}
