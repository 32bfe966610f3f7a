package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.Header.Content.ONE_PICTURE;
import static dev.comfymesh.scoring.domain.Header.Content.SEVERAL_PICTURES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header of a GIF: its blocks are walked up to a second picture, which makes it an animation. */
final class GifHeader {
    private static final int AFTER_SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;
    private static final int PICTURE_BYTES = 10;
    private static final int HAS_COLOURS = 0x80;

    private final ByteBuffer file;
    private int at = AFTER_SCREEN;

    private GifHeader(ByteBuffer file) {
        this.file = file.order(ByteOrder.LITTLE_ENDIAN);
    }

    static Optional<Header> read(ByteBuffer file) {
        return Header.says(file, 0, "GIF8") ? Optional.ofNullable(new GifHeader(file).walk()) : Optional.empty();
    }

    private @Nullable Header walk() {
        skipColours(file.get(10));
        Header first = null;
        while (at < file.limit()) {
            switch (file.get(at) & 0xff) {
                case EXTENSION -> {
                    at += 2;
                    skipBlocks();
                }
                case PICTURE -> {
                    if (first != null) {
                        return Header.of(first.format(), first.width(), first.height(), SEVERAL_PICTURES);
                    }
                    first = picture();
                }
                default -> {
                    return first;
                }
            }
        }
        return first;
    }

    private Header picture() {
        var width = Math.max(number(6), number(at + 5));
        var height = Math.max(number(8), number(at + 7));
        var flags = file.get(at + 9);
        at += PICTURE_BYTES;
        skipColours(flags);
        at++;
        skipBlocks();
        return Header.of(Header.Format.GIF, width, height, ONE_PICTURE);
    }

    private int number(int index) {
        return file.getShort(index) & 0xffff;
    }

    private void skipColours(byte flags) {
        at += (flags & HAS_COLOURS) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private void skipBlocks() {
        while (at < file.limit() && file.get(at) != 0) {
            at += 1 + (file.get(at) & 0xff);
        }
        at++;
    }
}
