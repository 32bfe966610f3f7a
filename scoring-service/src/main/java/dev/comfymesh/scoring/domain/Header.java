package dev.comfymesh.scoring.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a file says about itself before anything of it is decoded; its claims are not checked. */
public record Header(Format format, int width, int height) {
    private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int PNG_IHDR = 0x49484452;
    private static final int JPEG_START = 0xffd8;

    /** The kinds of file that are told apart by their first bytes. */
    public enum Format {
        PNG,
        JPEG,
        WEBP,
        GIF
    }

    /**
     * Reads the header; empty when the first bytes are those of no known format. Of a WebP or GIF it tells the format
     * alone.
     */
    public static Optional<Header> of(byte[] content) {
        var bytes = ByteBuffer.wrap(content).asReadOnlyBuffer();
        return png(bytes).or(() -> jpeg(bytes)).or(() -> other(content));
    }

    private static Optional<Header> other(byte[] content) {
        if (says(content, 0, "GIF8")) {
            return Optional.of(new Header(Format.GIF, 0, 0));
        }
        return says(content, 0, "RIFF") && says(content, 8, "WEBP")
                ? Optional.of(new Header(Format.WEBP, 0, 0))
                : Optional.empty();
    }

    private static boolean says(byte[] content, int at, String text) {
        return content.length >= at + text.length()
                && new String(content, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private static Optional<Header> png(ByteBuffer bytes) {
        var isPng = bytes.limit() >= 24 && bytes.getLong(0) == PNG_SIGNATURE && bytes.getInt(12) == PNG_IHDR;
        return isPng ? Optional.of(new Header(Format.PNG, bytes.getInt(16), bytes.getInt(20))) : Optional.empty();
    }

    /** Walks from segment to segment up to the one that starts the frame. */
    private static Optional<Header> jpeg(ByteBuffer bytes) {
        if (bytes.limit() < 2 || (bytes.getShort(0) & 0xffff) != JPEG_START) {
            return Optional.empty();
        }
        var at = 2;
        while (at + 9 <= bytes.limit() && (bytes.get(at) & 0xff) == 0xff) {
            var marker = bytes.get(at + 1) & 0xff;
            if (startsFrame(marker)) {
                return Optional.of(
                        new Header(Format.JPEG, bytes.getShort(at + 7) & 0xffff, bytes.getShort(at + 5) & 0xffff));
            }
            at += marker == 0xff ? 1 : 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        return Optional.empty();
    }

    private static boolean startsFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
