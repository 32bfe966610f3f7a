package dev.comfymesh.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.Drawings;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Choice;
import dev.comfymesh.scoring.domain.Fingerprint;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as the same picture, from the file to the distance that is usual in profiles. */
class NearDuplicatesTest {
    private static final int SIZE = 256;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areTheSamePictureInAnotherEncoding(long seed) {
        assertThat(distance(seed, of(Drawings.file(picture(seed), "jpg")))).isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void areTheSamePictureSlightlyBrightened(long seed) {
        var scene = Drawings.scene(SIZE, seed);
        var brightened = Drawings.png(SIZE, (x, y) -> (int) Math.min(255, scene.applyAsInt(x, y) * 1.08));

        assertThat(distance(seed, of(brightened))).isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE - 1, SIZE + 1, SIZE / 2, SIZE / 8, 2 * SIZE})
    void areTheSamePictureInAnotherSize(int size) {
        for (var seed = 1; seed <= 5; seed++) {
            assertThat(distance(seed, of(Drawings.file(scaled(picture(seed), size), "png"))))
                    .as("seed %d", seed)
                    .isLessThan(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, SIZE})
    void areNotThePicturesOfOtherSeeds(int size) {
        var fingerprints = LongStream.rangeClosed(1, 24)
                .mapToObj(seed -> of(Drawings.png(size, Drawings.scene(size, seed))))
                .toList();
        for (var one : fingerprints) {
            assertThat(fingerprints.stream().filter(other -> one.distance(other) < Choice.USUAL_MIN_DISTANCE_BITS))
                    .containsExactly(one);
        }
    }

    @Test
    void areAllThatIsBlank() {
        assertThat(of(Drawings.png(SIZE, (_, _) -> 17)).distance(of(Drawings.png(64, (_, _) -> 240))))
                .isZero();
    }

    private static int distance(long seed, Fingerprint other) {
        return of(Drawings.file(picture(seed), "png")).distance(other);
    }

    private static BufferedImage picture(long seed) {
        return Drawings.image(SIZE, Drawings.scene(SIZE, seed));
    }

    private static BufferedImage scaled(Image picture, int size) {
        var scaled = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        var canvas = scaled.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, size, size, null);
        canvas.dispose();
        return scaled;
    }

    private static Fingerprint of(byte[] file) {
        return switch (new ImageIoDecoder().decode(file)) {
            case Decoded.Readable(var picture) -> Fingerprint.of(picture);
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
    }
}
