package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final Guard GUARD = new Guard(1_000, 10_000, 500);

    @Test
    void letsAnOrdinaryPngPass() {
        assertThat(GUARD.object(png(100, 100))).isEmpty();
    }

    @Test
    void letsAnOrdinaryJpegPass() {
        assertThat(GUARD.object(jpeg(100, 90))).isEmpty();
        assertThat(Header.of(jpeg(100, 90)))
                .contains(Header.of(Header.Format.JPEG, 100, 90, Header.Content.ONE_PICTURE));
    }

    @Test
    void refusesAFileOfTooManyBytes() {
        assertThat(code(GUARD.object(new byte[1_001]))).contains("TOO_LARGE");
    }

    @Test
    void refusesAFileThatWouldUnfoldIntoTooManyPixels() {
        assertThat(GUARD.object(png(101, 100)).map(GuardTest::reason))
                .contains(new Reason(
                        "TOO_LARGE",
                        "pixels",
                        10_100,
                        10_000,
                        "The picture has 10100 pixels, at most 10000 are measured."));
    }

    @Test
    void countsAPixelOf16BitSamplesTwice() {
        assertThat(GUARD.object(deepPng(50, 100))).isEmpty();
        assertThat(GUARD.pixels(deepPng(50, 100))).isEqualTo(10_000);
        assertThat(GUARD.object(deepPng(51, 100)).map(GuardTest::reason))
                .contains(new Reason(
                        "TOO_LARGE",
                        "pixels",
                        5_100,
                        5_000,
                        "The picture has 5100 pixels, at most 5000 are measured."));
    }

    @Test
    void refusesAPictureOfOneVeryLongSide() {
        assertThat(code(GUARD.object(png(1, 501)))).contains("TOO_LARGE");
    }

    @Test
    void refusesSizesThatOverflow() {
        assertThat(code(GUARD.object(png(Integer.MAX_VALUE, Integer.MAX_VALUE))))
                .contains("TOO_LARGE");
        assertThat(code(GUARD.object(png(-1, 10)))).contains("UNREADABLE");
        assertThat(code(GUARD.object(png(0, 10)))).contains("UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIFF\0\0\0\0WEBPVP8 ", "GIF89a", "BM"})
    void refusesWhatBreaksOffInItsHeader(String content) {
        assertThat(code(GUARD.object(content.getBytes(StandardCharsets.ISO_8859_1))))
                .contains("UNREADABLE");
    }

    @Test
    void refusesAWebpWhoseCanvasIsSmallAndWhosePictureIsNot() {
        var canvas = webp("VP8X", 10).put(new byte[4]).put(new byte[] {9, 0, 0, 9, 0, 0});
        var picture = canvas.put("VP8L".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(5)
                .put((byte) 0x2f)
                .putInt(16_383 << 14 | 16_383);
        assertThat(code(GUARD.object(picture.array()))).contains("TOO_LARGE");
    }

    @Test
    void refusesAGifWhosePictureIsLargerThanItsScreen() {
        assertThat(code(GUARD.object(gif(10, 10, 60_000, 60_000)))).contains("TOO_LARGE");
        assertThat(code(GUARD.object(gif(60_000, 60_000, 10, 10)))).contains("TOO_LARGE");
    }

    @Test
    void refusesABmpThatWouldUnfoldIntoTooManyPixels() {
        var bmp = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M');
        bmp.putInt(10, 54).putInt(14, 40).putInt(18, 400).putInt(22, -400);
        assertThat(code(GUARD.object(bmp.array()))).contains("TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RIFF", "<html>an error page</html>", "\u00ff\u00d8", "\u0089PNG\r\n\u001a\n"})
    void refusesWhatIsNoPicture(String content) {
        assertThat(code(GUARD.object(content.getBytes(StandardCharsets.ISO_8859_1))))
                .contains("UNREADABLE");
    }

    @Test
    void comesToAnEndInAJpegWithoutAFrame() {
        var endless = ByteBuffer.allocate(400);
        endless.putShort((short) 0xffd8);
        while (endless.remaining() >= 4) {
            endless.putShort((short) 0xffe0).putShort((short) 0);
        }

        assertThat(code(GUARD.object(endless.array()))).contains("UNREADABLE");
    }

    @Test
    void refusesAJpegThatIsDrawnOverAndOver() {
        assertThat(GUARD.object(scans(100))).isEmpty();
        assertThat(code(GUARD.object(scans(101)))).contains("UNREADABLE");
    }

    /** A JPEG of so many scans, none of which has any pixels. */
    private static byte[] scans(int count) {
        var file = ByteBuffer.allocate(60 + 4 * count).put(jpeg(100, 90));
        for (var scan = 0; scan < count; scan++) {
            file.putShort((short) 0xffda).putShort((short) 2);
        }
        return file.array();
    }

    private static Optional<String> code(Optional<Examination> objection) {
        return objection.map(found -> reason(found).code());
    }

    private static Reason reason(Examination examination) {
        return switch (examination) {
            case Examination.Refused(var reason) -> reason;
            case Examination.Unjudged(var reason) -> reason;
            case Examination.Measured measured -> throw new AssertionError(measured);
        };
    }

    private static ByteBuffer webp(String chunk, int bytes) {
        return ByteBuffer.allocate(43)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(35)
                .put(("WEBP" + chunk).getBytes(StandardCharsets.ISO_8859_1))
                .putInt(bytes);
    }

    private static byte[] gif(int screenWidth, int screenHeight, int width, int height) {
        return ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) screenWidth)
                .putShort((short) screenHeight)
                .put(new byte[3])
                .put((byte) 0x2c)
                .putInt(0)
                .putShort((short) width)
                .putShort((short) height)
                .array();
    }

    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(40)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .array();
    }

    private static byte[] deepPng(int width, int height) {
        var png = png(width, height);
        png[24] = 16;
        return png;
    }

    /** One application segment, one table, then the frame. */
    private static byte[] jpeg(int width, int height) {
        return ByteBuffer.allocate(60)
                .putShort((short) 0xffd8)
                .putShort((short) 0xffe0)
                .putShort((short) 6)
                .putInt(0)
                .putShort((short) 0xffc4)
                .putShort((short) 4)
                .putShort((short) 0)
                .putShort((short) 0xffc2)
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .array();
    }
}
