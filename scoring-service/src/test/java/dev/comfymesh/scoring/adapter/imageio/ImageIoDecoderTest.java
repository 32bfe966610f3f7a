package dev.comfymesh.scoring.adapter.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIoDecoderTest {
    private final ImageIoDecoder decoder = new ImageIoDecoder();

    @Test
    void readsColoursAsLuma() {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, Color.RED.getRGB());
        image.setRGB(1, 0, Color.GREEN.getRGB());
        image.setRGB(2, 0, Color.WHITE.getRGB());

        assertThat(luma(file(image, "png"))).containsExactly(76, 150, 255);
    }

    @Test
    void doesNotBrightenGrey() {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 128);
        image.getRaster().setSample(1, 0, 0, 20);

        assertThat(luma(file(image, "png"))).containsExactly(128, 20);
    }

    @Test
    void readsSixteenBitsAsEight() {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x7fff);

        assertThat(luma(file(image, "png"))).containsExactly(127);
    }

    @Test
    void laysTransparentPixelsOverWhite() {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0x80000000);
        image.setRGB(2, 0, 0xff000000);

        assertThat(luma(file(image, "png"))).containsExactly(255, 127, 0);
    }

    @Test
    void readsPalettes() {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(0, 0, Color.WHITE.getRGB());
        image.setRGB(1, 0, Color.BLACK.getRGB());

        assertThat(luma(file(image, "png"))).containsExactly(255, 0);
    }

    @Test
    void readsJpeg() {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);

        assertThat(luma(file(image, "jpg"))).hasSize(256).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void refusesAFileThatEndsTooSoon(String format) {
        var whole = file(noise(), format);

        for (var part : new double[] {0.1, 0.5, 0.9}) {
            assertThat(decoder.decode(Arrays.copyOf(whole, (int) (whole.length * part))))
                    .as("%s of it", part)
                    .isInstanceOf(Decoded.Unreadable.class);
        }
    }

    @Test
    void refusesAPngWhosePixelsAreDamaged() {
        var damaged = file(noise(), "png");
        Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 200, (byte) 0x55);

        assertThat(decoder.decode(damaged)).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertThat(decoder.decode(new byte[] {1, 2, 3})).isEqualTo(new Decoded.Unreadable("no decoder takes it"));
    }

    private int[] luma(byte[] file) {
        return switch (decoder.decode(file)) {
            case Decoded.Readable(Picture picture) -> {
                var values = new int[picture.width() * picture.height()];
                Arrays.setAll(values, index -> picture.at(index % picture.width(), index / picture.width()));
                yield values;
            }
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
    }

    private static BufferedImage noise() {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (var index = 0; index < 64 * 64; index++) {
            image.setRGB(index % 64, index / 64, index * 0x9e3779b1);
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) {
        try (var bytes = new ByteArrayOutputStream()) {
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
            return bytes.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
