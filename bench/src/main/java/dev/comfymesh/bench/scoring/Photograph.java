package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A picture in colour, to be spoiled and measured. */
public record Photograph(String name, BufferedImage image) {
    /** All pictures in a folder that this machine can read, by name. */
    public static List<Photograph> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().flatMap(file -> read(file).stream()).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Photograph> read(Path file) {
        try {
            var image = Files.isRegularFile(file) ? ImageIO.read(file.toFile()) : null;
            return image == null
                    ? List.of()
                    : List.of(new Photograph(file.getFileName().toString(), coloured(image)));
        } catch (IOException broken) {
            throw new UncheckedIOException(file.toString(), broken);
        }
    }

    private static BufferedImage coloured(BufferedImage image) {
        var coloured = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var bands = image.getRaster().getNumBands();
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                // Grey is taken as it is: getRGB would brighten it.
                var grey = bands == 1
                        && image.getSampleModel().getSampleSize(0) == 8
                        && image.getColorModel().getNumComponents() == 1;
                coloured.setRGB(x, y, grey ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y));
            }
        }
        return coloured;
    }

    static Picture picture(BufferedImage image) {
        var bands = new byte[3 * image.getWidth() * image.getHeight()];
        for (var index = 0; index < bands.length / 3; index++) {
            var rgb = image.getRGB(index % image.getWidth(), index / image.getWidth());
            bands[3 * index] = (byte) (rgb >> 16);
            bands[3 * index + 1] = (byte) (rgb >> 8);
            bands[3 * index + 2] = (byte) rgb;
        }
        return new Picture(new Colours(image.getWidth(), image.getHeight(), bands));
    }
}
