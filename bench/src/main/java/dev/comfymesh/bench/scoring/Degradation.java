package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.domain.Dimension;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** One way to spoil a picture, in five levels, and the dimension that must tell. */
public enum Degradation {
    BLUR(Dimension.SHARPNESS, 0.6, 1, 1.6, 2.5, 4) {
        @Override
        BufferedImage spoil(BufferedImage image, double deviation) {
            var radius = (int) Math.ceil(3 * deviation);
            var weights = new float[2 * radius + 1];
            var sum = 0.0;
            for (var index = 0; index < weights.length; index++) {
                weights[index] = (float) Math.exp(-Math.pow(index - radius, 2) / (2 * deviation * deviation));
                sum += weights[index];
            }
            for (var index = 0; index < weights.length; index++) {
                weights[index] = (float) (weights[index] / sum);
            }
            var across = new ConvolveOp(new Kernel(weights.length, 1, weights), ConvolveOp.EDGE_NO_OP, null);
            var down = new ConvolveOp(new Kernel(1, weights.length, weights), ConvolveOp.EDGE_NO_OP, null);
            var blurred = down.filter(across.filter(image, null), null);
            return within(blurred, radius);
        }
    },
    NOISE(Dimension.NOISE, 2, 4, 8, 16, 32) {
        @Override
        BufferedImage spoil(BufferedImage image, double deviation) {
            var random = new Random(1);
            return each(image, value -> (int) Math.round(value + deviation * random.nextGaussian()));
        }
    },
    JPEG(Dimension.BLOCKINESS, 70, 50, 30, 20, 10) {
        @Override
        BufferedImage spoil(BufferedImage image, double quality) {
            var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality((float) (quality / 100));
            try (var bytes = new ByteArrayOutputStream();
                    var output = ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(output);
                writer.write(null, new IIOImage(image, null, null), settings);
                output.flush();
                return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } finally {
                writer.dispose();
            }
        }
    },
    DOWNSCALE(Dimension.SHARPNESS, 0.8, 0.65, 0.5, 0.35, 0.25) {
        @Override
        BufferedImage spoil(BufferedImage image, double factor) {
            var small = scaled(image, (int) (image.getWidth() * factor), (int) (image.getHeight() * factor));
            return scaled(small, image.getWidth(), image.getHeight());
        }
    },
    EXPOSURE(Dimension.BRIGHTNESS, 0.4, 0.8, 1.2, 1.6, 2) {
        @Override
        BufferedImage spoil(BufferedImage image, double stops) {
            var factor = Math.pow(2, stops);
            return each(image, value ->
                    (int) Math.round(255 * Math.pow(factor * Math.pow(value / 255.0, 2.2), 1 / 2.2)));
        }
    },
    BANDING(Dimension.BANDING, 64, 32, 20, 12, 8) {
        @Override
        BufferedImage spoil(BufferedImage image, double levels) {
            var step = 255 / (levels - 1);
            return each(image, value -> (int) Math.round(Math.round(value / step) * step));
        }
    };

    private final Dimension tells;
    private final double[] levels;

    Degradation(Dimension tells, double... levels) {
        this.tells = tells;
        this.levels = levels;
    }

    public Dimension tells() {
        return tells;
    }

    double[] levels() {
        return levels;
    }

    abstract BufferedImage spoil(BufferedImage image, double level);

    private static BufferedImage each(BufferedImage image, IntUnaryOperator change) {
        var changed = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var rgb = image.getRGB(x, y);
                changed.setRGB(x, y, part(rgb, 16, change) | part(rgb, 8, change) | part(rgb, 0, change));
            }
        }
        return changed;
    }

    private static int part(int rgb, int shift, IntUnaryOperator change) {
        return Math.clamp(change.applyAsInt(rgb >> shift & 0xff), 0, 255) << shift;
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = scaled.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return scaled;
    }

    /** Without its edges, which the blur did not reach. */
    private static BufferedImage within(BufferedImage image, int margin) {
        var inner = new BufferedImage(
                image.getWidth() - 2 * margin, image.getHeight() - 2 * margin, BufferedImage.TYPE_INT_RGB);
        var canvas = inner.createGraphics();
        canvas.drawImage(image, -margin, -margin, null);
        canvas.dispose();
        return inner;
    }
}
