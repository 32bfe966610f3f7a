package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Reason;
import java.nio.ByteBuffer;
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
        assertThat(Header.of(jpeg(100, 90))).contains(new Header(Header.Format.JPEG, 100, 90));
    }

    @Test
    void refusesAFileOfTooManyBytes() {
        assertThat(code(GUARD.object(new byte[1_001]))).contains("TOO_LARGE");
    }

    @Test
    void refusesAFileThatWouldUnfoldIntoTooManyPixels() {
        assertThat(GUARD.object(png(101, 100)).map(Examination.Refused::reason))
                .contains(new Reason(
                        "TOO_LARGE",
                        "pixels",
                        10_100,
                        10_000,
                        "The picture has 10100 pixels, at most 10000 are measured."));
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
    @ValueSource(strings = {"RIFF\0\0\0\0WEBPVP8 ", "GIF89a"})
    void saysWhatIsAPictureAndNotMeasured(String content) {
        assertThat(code(GUARD.object(content.getBytes(StandardCharsets.ISO_8859_1))))
                .contains("UNSUPPORTED");
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

    private static Optional<String> code(Optional<Examination.Refused> refused) {
        return refused.map(found -> found.reason().code());
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
