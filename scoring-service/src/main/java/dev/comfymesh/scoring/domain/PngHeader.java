package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.Header.Content.ONE_PICTURE;
import static dev.comfymesh.scoring.domain.Header.Content.SEVERAL_PICTURES;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The header of a PNG, and whether an animation is announced before its pixels. */
final class PngHeader {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int ANIMATION = 0x6163544c;
    private static final int FIRST_CHUNK = 8;
    private static final int BIT_DEPTH = 24;
    private static final int AROUND_A_CHUNK = 12;

    private PngHeader() {}

    static Optional<Header> read(ByteBuffer file) {
        if (file.limit() <= BIT_DEPTH || file.getLong(0) != SIGNATURE || file.getInt(12) != IHDR) {
            return Optional.empty();
        }
        var content = pictures(file) > 1 ? SEVERAL_PICTURES : ONE_PICTURE;
        return Optional.of(new Header(
                Header.Format.PNG,
                file.getInt(16),
                file.getInt(20),
                content,
                Header.UPRIGHT,
                file.get(BIT_DEPTH) > 8 ? 2 : 1));
    }

    private static int pictures(ByteBuffer file) {
        long at = FIRST_CHUNK;
        while (at + AROUND_A_CHUNK <= file.limit()) {
            var kind = file.getInt((int) at + 4);
            if (kind == ANIMATION) {
                return file.getInt((int) at + 8);
            }
            if (kind == IDAT) {
                return 1;
            }
            at += Integer.toUnsignedLong(file.getInt((int) at)) + AROUND_A_CHUNK;
        }
        return 1;
    }
}
