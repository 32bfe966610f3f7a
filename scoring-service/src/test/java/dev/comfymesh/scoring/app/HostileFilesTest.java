package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.comfymesh.scoring.SamplePictures;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.domain.Blankness;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Exposure;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Picture;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.Sharpness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every kind, whole, odd and broken: each ends in a measurement or a reason. */
class HostileFilesTest {
    private static final Guard GUARD = new Guard(1_000_000, 1_000_000, 5_000);
    private static final List<Scorer> SCORERS = List.of(new Sharpness(512), new Exposure(), new Blankness());
    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);
    private static final int MUTATIONS = 60;
    private static final int UNFOLDED = 32 << 20;

    private final Examiner examiner = new Examiner(GUARD, new ImageIoDecoder(), new Panel(SCORERS, () -> 0));

    static Stream<String> readable() {
        return Stream.of(
                "lossless.webp",
                "lossy.webp",
                "transparent.webp",
                "one.gif",
                "colours.bmp",
                "palette.bmp",
                "palette.png",
                "deep.png",
                "grey.jpg",
                "progressive.jpg");
    }

    static Stream<String> all() {
        return Stream.concat(
                readable(), Stream.of("animated.webp", "animated.gif", "animated.png", "cmyk.jpg", "turned-6.jpg"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void showTheSameWhateverTheirKind(String name) {
        var picture = picture(name);

        assertThat(List.of(picture.width(), picture.height())).containsExactly(24, 16);
        assertThat(picture.at(1, 1)).isCloseTo(255, within(6));
        assertThat(picture.at(8, 10)).isCloseTo(40, within(6));
        assertThat(picture.at(18, 10)).isCloseTo(200, within(6));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 22, 1", "3, 22, 14", "4, 1, 14", "5, 1, 1", "6, 14, 1", "7, 14, 22", "8, 1, 22"})
    void areTurnedAsExifSays(int orientation, int spotX, int spotY) {
        var picture = picture("turned-%d.jpg".formatted(orientation));

        assertThat(picture.width()).isEqualTo(orientation < 5 ? 24 : 16);
        assertThat(picture.at(spotX, spotY)).isCloseTo(255, within(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"animated.webp", "animated.gif", "animated.png", "cmyk.jpg"})
    void areLeftUnjudgedWhenTheyAreNoSinglePictureForAScreen(String name) {
        assertThat(examiner.examine(SamplePictures.file(name), ALL)).isInstanceOf(Examination.Unjudged.class);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void areRefusedWhenTheyEndTooSoon(String name) {
        var whole = SamplePictures.file(name);
        for (var part : new double[] {0.1, 0.5, 0.7}) {
            var cut = Arrays.copyOf(whole, (int) (whole.length * part));
            assertThat(examiner.examine(cut, ALL)).as("%s of it", part).isInstanceOf(Examination.Refused.class);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void neverBreakTheExaminerWhateverIsDamaged(String name) {
        var random = new Random(7);
        for (var mutation = 0; mutation < MUTATIONS; mutation++) {
            var damaged = SamplePictures.file(name);
            for (var times = 0; times < 3; times++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(examiner.examine(damaged, ALL))
                    .as("mutation %d", mutation)
                    .isNotNull();
        }
    }

    @Test
    void areJudgedByWhatTheyAreAndNotByTheirName() {
        assertThat(examiner.examine(SamplePictures.file("lossless.webp"), ALL))
                .extracting(Examination::fingerprint)
                .isEqualTo(examiner.examine(SamplePictures.file("palette.png"), ALL)
                        .fingerprint());
    }

    /** A text in a PNG, and its pixels, may unfold into far more than the picture that its header claims. */
    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt", "iCCP", "IDAT"})
    void unfoldNothingThatThePictureDoesNotTake(String chunk) throws IOException {
        var bomb = bomb(chunk);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        examiner.examine(bomb, ALL);

        var before = threads.getCurrentThreadAllocatedBytes();
        var examination = examiner.examine(bomb, ALL);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(UNFOLDED / 8);
        assertThat(examination).isInstanceOf(Examination.Measured.class);
    }

    /** A small picture, and in such a chunk 32 MiB of nothing. */
    private static byte[] bomb(String chunk) throws IOException {
        var whole = SamplePictures.file("flag.png");
        var beforePixels = new String(whole, StandardCharsets.ISO_8859_1).indexOf("IDAT") - 4;
        var content = new ByteArrayOutputStream();
        if (!chunk.equals("IDAT")) {
            content.writeBytes("name\0\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        try (var folding = new DeflaterOutputStream(content)) {
            folding.write(new byte[UNFOLDED]);
        }
        var kindAndContent = ByteBuffer.allocate(4 + content.size())
                .put(chunk.getBytes(StandardCharsets.ISO_8859_1))
                .put(content.toByteArray())
                .array();
        var checksum = new CRC32();
        checksum.update(kindAndContent);
        var file = ByteBuffer.allocate(whole.length + kindAndContent.length + 8);
        file.put(whole, 0, beforePixels).putInt(content.size()).put(kindAndContent);
        file.putInt((int) checksum.getValue());
        return file.put(whole, beforePixels, whole.length - beforePixels).array();
    }

    private static Picture picture(String name) {
        return switch (new ImageIoDecoder().decode(SamplePictures.file(name))) {
            case Decoded.Readable(var picture) -> picture;
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
    }
}
