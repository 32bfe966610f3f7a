package dev.comfymesh.scoring;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Small scenes to be measured: a sky over roofs with lit windows, crisp or spoiled. */
public final class Drawings {
    private Drawings() {}

    /** The luma of a well exposed, crisp scene of this size. */
    public static IntBinaryOperator scene(int size) {
        return (x, y) -> {
            var column = x * 16 / size;
            var roof = size / 3 + column * 7 % 5 * size / 16;
            var sky = 230 - 110 * y / size;
            var wall = 50 + column * 37 % 60;
            var window = x * 64 / size % 4 == 1 && y * 64 / size % 4 == 1;
            return y < roof ? sky : window ? 215 : wall;
        };
    }

    /** The luma of another town for each seed, as well exposed and crisp. */
    public static IntBinaryOperator scene(int size, long seed) {
        var random = new Random(seed);
        var roofs = random.ints(8, 2, 12).toArray();
        var walls = random.ints(8, 30, 130).toArray();
        var light = random.nextInt(-110, 110);
        return (x, y) -> {
            var column = x * 8 / size;
            var sky = 180 + light * (x - y) / (2 * size);
            var window = x * 64 / size % 4 == 1 && y * 64 / size % 4 == 1;
            return y * 16 / size < roofs[column] ? sky : window ? 215 : walls[column];
        };
    }

    /** What a strong blur leaves of any scene: soft waves of light. */
    public static IntBinaryOperator blurred(int size) {
        return (x, y) -> (int) Math.round(128 + 70 * Math.sin(11.0 * x / size) * Math.cos(8.0 * y / size));
    }

    /** The same scene through an exposure that is wrong by this factor. */
    public static IntBinaryOperator exposed(int size, double factor) {
        return (x, y) -> (int) Math.min(255, scene(size).applyAsInt(x, y) * factor);
    }

    public static byte[] png(int size, IntBinaryOperator luma) {
        return file(image(size, luma), "png");
    }

    public static BufferedImage image(int size, IntBinaryOperator luma) {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < size; y++) {
            for (var x = 0; x < size; x++) {
                image.setRGB(x, y, luma.applyAsInt(x, y) * 0x010101);
            }
        }
        return image;
    }

    /** The picture as a file of this format: {@code png}, {@code jpg}. */
    public static byte[] file(BufferedImage image, String format) {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
