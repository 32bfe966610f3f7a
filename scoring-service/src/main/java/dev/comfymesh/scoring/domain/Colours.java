package dev.comfymesh.scoring.domain;

/** The colours of every pixel in sRGB: red, green and blue from 0 to 255, one after the other, row by row. */
public final class Colours {
    private static final int BANDS = 3;

    private final int width;
    private final int height;
    private final byte[] bands;

    /** Takes the array over: nobody may write to it any more. */
    public Colours(int width, int height, byte[] bands) {
        if (width < 1 || height < 1 || bands.length != BANDS * width * height) {
            throw new IllegalArgumentException(
                    "%d samples are no colours of %d x %d".formatted(bands.length, width, height));
        }
        this.width = width;
        this.height = height;
        this.bands = bands;
    }

    static Colours grey(int width, int height, byte[] luma) {
        var bands = new byte[BANDS * luma.length];
        for (var at = 0; at < bands.length; at++) {
            bands[at] = luma[at / BANDS];
        }
        return new Colours(width, height, bands);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** By the index of the pixel, row by row. */
    public int red(int index) {
        return bands[BANDS * index] & 0xff;
    }

    public int green(int index) {
        return bands[BANDS * index + 1] & 0xff;
    }

    public int blue(int index) {
        return bands[BANDS * index + 2] & 0xff;
    }

    /** By its place among all samples. */
    public int sample(int at) {
        return bands[at] & 0xff;
    }

    byte[] luma() {
        var luma = new byte[width * height];
        for (var index = 0; index < luma.length; index++) {
            luma[index] = Picture.luma(red(index), green(index), blue(index));
        }
        return luma;
    }

    /** The same, turned as Exif says of pictures that were taken with the camera held so: 1 to 8, where 1 is upright. */
    public Colours turned(int orientation) {
        if (orientation == Header.UPRIGHT) {
            return this;
        }
        var swapped = orientation > 4;
        var turned = new byte[bands.length];
        var turnedWidth = swapped ? height : width;
        for (var index = 0; index < width * height; index++) {
            var x = swapped ? index / turnedWidth : index % turnedWidth;
            var y = swapped ? index % turnedWidth : index / turnedWidth;
            var from = mirroredY(orientation, y) * width + mirroredX(orientation, x);
            System.arraycopy(bands, BANDS * from, turned, BANDS * index, BANDS);
        }
        return new Colours(turnedWidth, swapped ? width : height, turned);
    }

    /** These if neither side is longer, else those whose pixels are averages of boxes of these. */
    public Colours within(int maxSide) {
        var longest = Math.max(width, height);
        if (longest <= maxSide) {
            return this;
        }
        var smallWidth = Math.max(1, (int) ((long) width * maxSide / longest));
        var smallHeight = Math.max(1, (int) ((long) height * maxSide / longest));
        var small = new byte[BANDS * smallWidth * smallHeight];
        for (var at = 0; at < small.length; at++) {
            var x = at / BANDS % smallWidth;
            var y = at / BANDS / smallWidth;
            small[at] = average(
                    at % BANDS,
                    edge(x, width, smallWidth),
                    edge(y, height, smallHeight),
                    edge(x + 1, width, smallWidth),
                    edge(y + 1, height, smallHeight));
        }
        return new Colours(smallWidth, smallHeight, small);
    }

    private static int edge(int index, int from, int to) {
        return (int) ((long) index * from / to);
    }

    private byte average(int band, int left, int top, int right, int bottom) {
        var sum = 0L;
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                sum += bands[BANDS * (y * width + x) + band] & 0xff;
            }
        }
        var count = (long) (right - left) * (bottom - top);
        return (byte) ((sum + count / 2) / count);
    }

    private int mirroredX(int orientation, int x) {
        return switch (orientation) {
            case 2, 3, 7, 8 -> width - 1 - x;
            default -> x;
        };
    }

    private int mirroredY(int orientation, int y) {
        return switch (orientation) {
            case 3, 4, 6, 7 -> height - 1 - y;
            default -> y;
        };
    }
}
