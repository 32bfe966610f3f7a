package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.OutputCheck.Bad;
import dev.comfymesh.executor.domain.OutputCheck.Good;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(check("x.png", "<html>busy</html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Bad("is not an image"));
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(check("x.png", new byte[0])).isEqualTo(new Bad("is empty"));
    }

    @Test
    void takesFilesThatAreNoPicturesAsTheyAre() {
        assertThat(check("x.flac", "fLaC....".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new Good("audio/flac", 0, 0));
        assertThat(check("x.json", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Good("application/octet-stream", 0, 0));
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

    private static OutputCheck check(String name, byte[] content) {
        var head = Arrays.copyOf(content, Math.min(content.length, FileProbe.HEAD));
        var tail = Arrays.copyOfRange(content, Math.max(0, content.length - FileProbe.TAIL), content.length);
        return OutputCheck.of(name, new FileProbe(head, tail, content.length));
    }

    private static byte[] picture(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var written = ImageIO.write(new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB), format, bytes);
        assertThat(written).isTrue();
        return bytes.toByteArray();
    }
}
