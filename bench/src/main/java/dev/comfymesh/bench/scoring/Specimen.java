package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Fingerprint;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Panel;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a photograph, or what was made of it, as it was measured.
 *
 * @param part of that photograph
 * @param defect null for a good one
 */
public record Specimen(
        String photograph, int part, @Nullable Defect defect, Measurements measurements, Fingerprint fingerprint) {
    /** As shares of a photograph's width and height, the upper left corners of its parts. */
    private static final double[][] CORNERS = {{0, 0}, {0.4, 0}, {0, 0.4}, {0.4, 0.4}, {0.2, 0.2}};

    private static final double SIDE = 0.6;

    /** All parts of the photographs, each good and with each defect at one of so many of its strongest levels. */
    public static List<Specimen> of(
            List<Photograph> photographs, int levels, Panel panel, Set<Dimension> wanted) {
        return photographs.parallelStream()
                .flatMap(photograph -> IntStream.range(0, CORNERS.length)
                        .boxed()
                        .flatMap(part -> ofPart(photograph, part, levels, panel, wanted)))
                .toList();
    }

    /** Whether both were made of the same part of the same photograph. */
    boolean isPartOf(Specimen other) {
        return photograph.equals(other.photograph) && part == other.part;
    }

    private static Stream<Specimen> ofPart(
            Photograph photograph, int part, int levels, Panel panel, Set<Dimension> wanted) {
        var good = part(photograph.image(), CORNERS[part]);
        var random = new Random(photograph.name().hashCode() * 31L + part);
        var spoiled = Arrays.stream(Defect.values())
                .map(defect -> of(photograph, part, defect, defect.spoil(good, levels, random), panel, wanted));
        return Stream.concat(Stream.of(of(photograph, part, null, good, panel, wanted)), spoiled);
    }

    private static Specimen of(
            Photograph photograph,
            int part,
            @Nullable Defect defect,
            BufferedImage image,
            Panel panel,
            Set<Dimension> wanted) {
        var picture = Photograph.picture(image);
        return new Specimen(
                photograph.name(), part, defect, panel.measure(picture, wanted), Fingerprint.of(picture));
    }

    private static BufferedImage part(BufferedImage image, double[] corner) {
        var width = (int) (image.getWidth() * SIDE);
        var height = (int) (image.getHeight() * SIDE);
        var part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = part.createGraphics();
        canvas.drawImage(
                image, (int) (-corner[0] * image.getWidth()), (int) (-corner[1] * image.getHeight()), null);
        canvas.dispose();
        return part;
    }
}
