package dev.comfymesh.scoring.adapter.imageio;

import dev.comfymesh.scoring.domain.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/**
 * Reads the luma of an image row by row, transparent pixels over white. Samples are read as they are: the conversion that
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

    void lumaInto(byte[] luma, int y) {
        if (indexed) {
            image.getRGB(0, y, width, 1, samples, 0, width);
        } else {
            image.getRaster().getPixels(0, y, width, 1, samples);
        }
        for (var x = 0; x < width; x++) {
            luma[y * width + x] = indexed ? packed(samples[x]) : banded(x * bands);
        }
    }

    private byte packed(int argb) {
        return over(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, argb >>> 24);
    }

    /** One band is grey, two are grey and alpha, three are colour, four are colour and alpha. */
    private byte banded(int at) {
        var alpha = bands % 2 == 0 ? sample(at + bands - 1) : OPAQUE;
        return bands < 3
                ? over(sample(at), sample(at), sample(at), alpha)
                : over(sample(at), sample(at + 1), sample(at + 2), alpha);
    }

    private int sample(int at) {
        return samples[at] >> shift;
    }

    private static byte over(int red, int green, int blue, int alpha) {
        return Picture.luma(onWhite(red, alpha), onWhite(green, alpha), onWhite(blue, alpha));
    }

    private static int onWhite(int value, int alpha) {
        return alpha == OPAQUE ? value : (value * alpha + OPAQUE * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE;
    }
}
