package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.Header.Content.ONE_PICTURE;
import static dev.comfymesh.scoring.domain.Header.Content.SEVERAL_PICTURES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header of a WebP: the larger of its canvas and of the picture on it. A file that is shorter than it says has none. */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int BEFORE_CONTENT = 8;
    private static final int ANIMATED = 2;

    private final ByteBuffer file;
    private int width;
    private int height;

    private WebpHeader(ByteBuffer file) {
        this.file = file.order(ByteOrder.LITTLE_ENDIAN);
    }

    static Optional<Header> read(ByteBuffer file) {
        return Header.says(file, 0, "RIFF") && Header.says(file, 8, "WEBP")
                ? Optional.ofNullable(new WebpHeader(file).walk())
                : Optional.empty();
    }

    private @Nullable Header walk() {
        long at = FIRST_CHUNK;
        if (Integer.toUnsignedLong(file.getInt(4)) + BEFORE_CONTENT > file.limit()) {
            return null;
        }
        while (at + BEFORE_CONTENT <= file.limit()) {
            var content = (int) at + BEFORE_CONTENT;
            if (Header.says(file, (int) at, "VP8X")) {
                see(threeBytes(content + 4) + 1, threeBytes(content + 7) + 1);
                if ((file.get(content) & ANIMATED) != 0) {
                    return Header.of(Header.Format.WEBP, width, height, SEVERAL_PICTURES);
                }
            } else if (Header.says(file, (int) at, "VP8 ")) {
                see(file.getShort(content + 6) & 0x3fff, file.getShort(content + 8) & 0x3fff);
                return picture();
            } else if (Header.says(file, (int) at, "VP8L")) {
                var sides = file.getInt(content + 1);
                see((sides & 0x3fff) + 1, (sides >> 14 & 0x3fff) + 1);
                return picture();
            }
            var bytes = Integer.toUnsignedLong(file.getInt((int) at + 4));
            at += BEFORE_CONTENT + bytes + (bytes & 1);
        }
        return null;
    }

    private Header picture() {
        return Header.of(Header.Format.WEBP, width, height, ONE_PICTURE);
    }

    private void see(int partWidth, int partHeight) {
        width = Math.max(width, partWidth);
        height = Math.max(height, partHeight);
    }

    private int threeBytes(int at) {
        return (file.getShort(at) & 0xffff) | (file.get(at + 2) & 0xff) << 16;
    }
}
