package dev.comfymesh.simulator.domain.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {

    private static final int SIZE = 128;
    private static final double SEAM = 2.5;

    @Test
    void paintsEqualSubjectsAlike() {
        assertThat(Painter.paint(subject("ocean", 3)).pixels())
                .isEqualTo(Painter.paint(subject("ocean", 3)).pixels());
    }

    @Test
    void paintsAnotherPictureForEverySeed() {
        var fingerprints = LongStream.range(0, 40)
                .mapToObj(seed ->
                        Arrays.hashCode(Painter.paint(subject("ocean", seed)).pixels()))
                .distinct();

        assertThat(fingerprints).hasSize(40);
    }

    @Test
    void knowsSeedsBeyondTheSignedRange() {
        var largest = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        var subject = new Subject("ocean", "", largest, 20, 7, "", SIZE, SIZE);

        assertThat(Painter.paint(subject).width()).isEqualTo(SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mountains", "ocean at night", "forest", "neon city", "desert", "abstract", "a red fox"})
    void makesGoodPicturesSharpAndWellExposed(String prompt) {
        for (long seed = 0; seed < 30; seed++) {
            var subject = subject(prompt, seed);
            if (Flaw.of(subject).isPresent()) {
                continue;
            }
            var picture = Painter.paint(subject);
            assertThat(sharpness(picture)).as("sharpness of seed %d", seed).isGreaterThan(120);
            assertThat(brightness(picture)).as("brightness of seed %d", seed).isBetween(60.0, 190.0);
        }
    }

    /** The shading of a range changes with the side of the sun: nobody may see where. */
    @Test
    void leavesNoSeamInTheMountains() {
        for (long seed = 0; seed < 20; seed++) {
            var subject = new Subject("mountains", "", BigInteger.valueOf(seed), 20, 7, "model", 384, 256);
            if (Flaw.of(subject).isEmpty()) {
                assertThat(sharpestColumn(Painter.paint(subject)))
                        .as("seed %d", seed)
                        .isLessThan(SEAM);
            }
        }
    }

    @Test
    void spoilsAboutEverySeventhSeed() {
        var poor = LongStream.range(0, 7_000)
                .filter(seed -> Flaw.of(subject("any", seed)).isPresent())
                .count();

        assertThat(poor).isBetween(800L, 1_200L);
    }

    @Test
    void makesPoorPicturesThatScoringCanTell() {
        for (long seed = 0; seed < 200; seed++) {
            var subject = subject("mountains", seed);
            var flaw = Flaw.of(subject);
            if (flaw.isEmpty()) {
                continue;
            }
            var picture = Painter.paint(subject);
            switch (flaw.get()) {
                case BLURRED -> assertThat(sharpness(picture)).isLessThan(40);
                case TOO_BRIGHT -> assertThat(brightness(picture)).isGreaterThan(225);
                case TOO_DARK -> assertThat(brightness(picture)).isLessThan(35);
            }
        }
    }

    @Test
    void keepsTheSourceWhenNothingIsDenoised() {
        var source = Painter.paint(subject("forest", 1));

        var repainted = Painter.repaint(source, subject("city", 2), 0);

        assertThat(repainted.pixels()).isEqualTo(source.pixels());
    }

    @Test
    void leavesLessOfTheSourceTheMoreIsDenoised() {
        var source = Picture.plain(SIZE, SIZE, 0xff0000);
        var subject = subject("ocean", 2);

        assertThat(distance(source, Painter.repaint(source, subject, 0.3)))
                .isLessThan(distance(source, Painter.repaint(source, subject, 0.7)));
    }

    private static Subject subject(String prompt, long seed) {
        return new Subject(prompt, "", BigInteger.valueOf(seed), 20, 7, "model", SIZE, SIZE);
    }

    /** How much the sharpest border between two columns, below the sky, stands out from the median one. */
    private static double sharpestColumn(Picture picture) {
        var borders = new double[picture.width() - 1];
        for (int x = 0; x < borders.length; x++) {
            for (int y = picture.height() / 2; y < picture.height() * 3 / 4; y++) {
                borders[x] += Math.abs(grey(picture.at(x + 1, y)) - grey(picture.at(x, y)));
            }
        }
        Arrays.sort(borders);
        return borders[borders.length - 1] / borders[borders.length / 2];
    }

    private static double brightness(Picture picture) {
        double sum = 0;
        for (int i = 0; i < picture.pixels().length; i++) {
            sum += grey(picture.pixels()[i]);
        }
        return sum / picture.pixels().length;
    }

    /** The variance of the Laplacian. */
    private static double sharpness(Picture picture) {
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double edge = grey(picture.at(x - 1, y))
                        + grey(picture.at(x + 1, y))
                        + grey(picture.at(x, y - 1))
                        + grey(picture.at(x, y + 1))
                        - 4 * grey(picture.at(x, y));
                sum += edge;
                squares += edge * edge;
            }
        }
        double mean = sum / picture.pixels().length;
        return squares / picture.pixels().length - mean * mean;
    }

    private static double distance(Picture first, Picture second) {
        double sum = 0;
        for (int i = 0; i < first.pixels().length; i++) {
            sum += Math.abs(grey(first.pixels()[i]) - grey(second.pixels()[i]));
        }
        return sum;
    }

    private static double grey(int rgb) {
        return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    }
}
