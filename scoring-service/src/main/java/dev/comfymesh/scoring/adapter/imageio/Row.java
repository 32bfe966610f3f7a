package dev.comfymesh.scoring.adapter.imageio;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/**
 * Reads the colours of an image row by row, transparent pixels over white. Samples are read as they are: the conversion that
 * {@code getRGB} does would brighten grey images.
 */
final class Row {
    private static final int OPAQUE = 255;

    private final BufferedImage image;
    private final int width;
    private final int bands;
    private final int shift;
    private final boolean indexed;
    private final int[] samples;

    Row(BufferedImage image) {
        this.image = image;
        this.width = image.getWidth();
        this.bands = image.getRaster().getNumBands();
        this.shift = image.getSampleModel().getSampleSize(0) - 8;
        this.indexed = image.getColorModel() instanceof IndexColorModel || shift < 0;
        this.samples = new int[width * bands];
    }

    /** Puts red, green and blue of each pixel of the row where they belong among those of all rows. */
    void readInto(byte[] colours, int y) {
        if (indexed) {
            image.getRGB(0, y, width, 1, samples, 0, width);
        } else {
            image.getRaster().getPixels(0, y, width, 1, samples);
        }
        var at = 3 * y * width;
        for (var x = 0; x < width; x++, at += 3) {
            if (indexed) {
                packed(samples[x], colours, at);
            } else {
                banded(x * bands, colours, at);
            }
        }
    }

    private static void packed(int argb, byte[] colours, int at) {
        put(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, argb >>> 24, colours, at);
    }

    /** One band is grey, two are grey and alpha, three are colour, four are colour and alpha. */
    private void banded(int from, byte[] colours, int at) {
        var alpha = bands % 2 == 0 ? sample(from + bands - 1) : OPAQUE;
        var grey = bands < 3;
        put(
                sample(from),
                grey ? sample(from) : sample(from + 1),
                grey ? sample(from) : sample(from + 2),
                alpha,
                colours,
                at);
    }

    private int sample(int at) {
        return samples[at] >> shift;
    }

    private static void put(int red, int green, int blue, int alpha, byte[] colours, int at) {
        colours[at] = (byte) onWhite(red, alpha);
        colours[at + 1] = (byte) onWhite(green, alpha);
        colours[at + 2] = (byte) onWhite(blue, alpha);
    }

    private static int onWhite(int value, int alpha) {
        return alpha == OPAQUE ? value : (value * alpha + OPAQUE * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE;
    }
}
