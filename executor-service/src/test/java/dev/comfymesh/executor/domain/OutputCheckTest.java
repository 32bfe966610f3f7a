package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.comfymesh.executor.domain.OutputCheck.Bad;
import dev.comfymesh.executor.domain.OutputCheck.Good;
import dev.comfymesh.simulator.domain.media.Audio;
import dev.comfymesh.simulator.domain.media.Movie;
import dev.comfymesh.simulator.domain.rendering.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutputCheckTest {
    @ParameterizedTest
    @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif"})
    void readsTypeAndSizeFromTheContent(String format, String mediaType) throws IOException {
        assertThat(check("x." + format, picture(format))).isEqualTo(new Good(mediaType, 40, 24));
    }

    @ParameterizedTest
    @CsvSource({"png", "jpg", "gif"})
    void noticesWhenTheEndIsMissing(String format) throws IOException {
        var whole = picture(format);

        assertThat(check("x." + format, Arrays.copyOf(whole, whole.length - 1))).isEqualTo(new Bad("is cut off"));
    }

    @Test
    void believesTheContentAndNotTheName() throws IOException {
        assertThat(check("x.jpg", picture("png"))).isEqualTo(new Good("image/png", 40, 24));
        assertThat(check("x.png", text("<html>busy</html>"))).isEqualTo(new Bad("is not an image"));
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(check("x.png", new byte[0])).isEqualTo(new Bad("is empty"));
    }

    @Test
    void takesWhatHasNoMarkForWhatItsNameSays() {
        assertThat(check("x.json", text("{}"))).isEqualTo(new Good("application/json", 0, 0));
        assertThat(check("x.obj", text("v 0 0 0"))).isEqualTo(new Good("model/obj", 0, 0));
        assertThat(check("x.html", text("<html>"))).isEqualTo(new Good("text/plain", 0, 0));
        assertThat(check("x.latent", new byte[] {8, 0, 0, 0, 0, 0, 0, 0, '{', '}'}))
                .isEqualTo(new Good("application/octet-stream", 0, 0));
    }

    @Test
    void aTextMayBeEmpty() {
        assertThat(check("x.txt", new byte[0])).isEqualTo(new Good("text/plain", 0, 0));
    }

    @Nested
    class OfRecordings {
        private static final Picture FRAME = new Picture(40, 24, new int[40 * 24]);

        static Stream<Arguments> recordings() {
            var frames = List.of(FRAME, FRAME);
            return Stream.of(
                    arguments("x.mp4", Movie.mp4(frames, 8), new Good("video/mp4", 40, 24)),
                    arguments("x.webm", Movie.matroska(frames, 8, "webm"), new Good("video/webm", 40, 24)),
                    arguments("x.mkv", Movie.matroska(frames, 8, "matroska"), new Good("video/x-matroska", 40, 24)),
                    arguments("x.opus", Audio.opus(2, 0.1, Map.of("a", "b")), new Good("audio/ogg", 0, 0)),
                    arguments("x.wav", riff("WAVE"), new Good("audio/wav", 0, 0)));
        }

        @ParameterizedTest
        @MethodSource("recordings")
        void readsTypeAndSize(String name, byte[] content, Good expected) {
            assertThat(check(name, content)).isEqualTo(expected);
        }

        @ParameterizedTest
        @MethodSource("recordings")
        void noticesWhenTheEndIsMissing(String name, byte[] content, Good expected) {
            assertThat(expected.mediaType()).isNotEmpty();
            assertThat(check(name, Arrays.copyOf(content, content.length - 1))).isEqualTo(new Bad("is cut off"));
            assertThat(check(name, Arrays.copyOf(content, content.length / 2))).isEqualTo(new Bad("is cut off"));
        }

        @Test
        void noticesAFilmThatNothingDescribes() {
            var content = new ByteArrayOutputStream();
            content.writeBytes(box("ftyp", text("isom0000")));
            content.writeBytes(box("mdat", new byte[100]));

            assertThat(check("x.mp4", content.toByteArray())).isEqualTo(new Bad("is cut off"));
        }

        @Test
        void takesSoundsWithoutAnEndMarkAsTheyAre() {
            assertThat(check("x.flac", Audio.flac(44_100, 2, 9_000, Map.of()))).isEqualTo(new Good("audio/flac", 0, 0));
            assertThat(check("x.mp3", Audio.mp3(44_100, 9_000, Map.of()))).isEqualTo(new Good("audio/mpeg", 0, 0));
            assertThat(check("x.mp3", new byte[] {(byte) 0xFF, (byte) 0xF3, 0x40, 0}))
                    .isEqualTo(new Good("audio/mpeg", 0, 0));
        }

        @Test
        void isNotTakenInByAName() {
            assertThat(check("x.mp4", text("<html>"))).isEqualTo(new Bad("is neither a video nor a sound"));
            assertThat(check("x.glb", text("<html>"))).isEqualTo(new Bad("is not a 3D file"));
        }
    }

    @Test
    void readsTheLengthThatA3dFileStates() {
        var glb = HexFormat.of().parseHex("676C5446" + "02000000" + "10000000" + "00000000");

        assertThat(check("x.glb", glb)).isEqualTo(new Good("model/gltf-binary", 0, 0));
        assertThat(check("x.glb", Arrays.copyOf(glb, 12))).isEqualTo(new Bad("is cut off"));
    }

    @Nested
    class OfWebp {
        @ParameterizedTest
        @CsvSource({
            // lossy, lossless and extended headers of a picture of 40 x 24 pixels
            "524946461600000057454250 56503820 0A000000 3001009D012A28001800",
            "524946461100000057454250 5650384C 05000000 2F27C00500",
            "524946461600000057454250 56503858 0A000000 00000000270000170000"
        })
        void readsAllThreeKindsOfHeader(String hex) {
            assertThat(check("x.webp", HexFormat.of().parseHex(hex.replace(" ", ""))))
                    .isEqualTo(new Good("image/webp", 40, 24));
        }

        @Test
        void noticesWhenItIsShorterThanItSays() {
            var cut = HexFormat.of().parseHex("52494646FF00000057454250565038580A00000000000000270000170000");

            assertThat(check("x.webp", cut)).isEqualTo(new Bad("is cut off"));
        }
    }

    @Test
    void findsTheSizeOfAJpegBehindLongMetadata() throws IOException {
        var jpeg = picture("jpg");
        var comment = new byte[60_000];
        comment[0] = (byte) 0xFF;
        comment[1] = (byte) 0xFE;
        comment[2] = (byte) ((comment.length - 2) >> 8);
        comment[3] = (byte) (comment.length - 2);
        var longer = new ByteArrayOutputStream();
        longer.write(jpeg, 0, 2);
        longer.write(comment);
        longer.write(jpeg, 2, jpeg.length - 2);

        assertThat(check("x.jpg", longer.toByteArray())).isEqualTo(new Good("image/jpeg", 40, 24));
    }

    /** The content comes in pieces of odd lengths, as from a connection. */
    private static OutputCheck check(String name, byte[] content) {
        var head = Arrays.copyOf(content, Math.min(content.length, FileProbe.HEAD));
        var tail = Arrays.copyOfRange(content, Math.max(0, content.length - FileProbe.TAIL), content.length);
        var walk = new ContainerWalk();
        for (int from = 0; from < content.length; from += 7) {
            walk.accept(ByteBuffer.wrap(content, from, Math.min(7, content.length - from)));
        }
        return OutputCheck.of(name, new FileProbe(head, tail, content.length, walk.seen()));
    }

    private static byte[] riff(String form) {
        return ByteBuffer.allocate(60)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text("RIFF"))
                .putInt(52)
                .put(text(form))
                .array();
    }

    private static byte[] box(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(text(name))
                .put(content)
                .array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] picture(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var written = ImageIO.write(new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB), format, bytes);
        assertThat(written).isTrue();
        return bytes.toByteArray();
    }
}
