package dev.comfymesh.scoring.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a file says about itself before anything of it is decoded; its claims are not checked. The size is the largest that
 * any part of it claims.
 *
 * @param orientation how it is to be turned, after Exif: 1 to 8, where 1 is not at all
 * @param bytesPerSample 1, or 2 where samples have 16 bits
 */
public record Header(Format format, int width, int height, Content content, int orientation, int bytesPerSample) {
    static final int UPRIGHT = 1;

    /** The kinds of file that are told apart by their first bytes. */
    public enum Format {
        PNG,
        JPEG,
        WEBP,
        GIF,
        BMP
    }

    /** Whether what is in it can be judged as a picture on a screen. */
    public enum Content {
        ONE_PICTURE,
        /** An animation: none of its pictures stands for all of them. */
        SEVERAL_PICTURES,
        /** Four inks, whose look depends on the paper. */
        PRINT,
        /** One that is drawn over and over, so that its decoder is busy for ever. */
        ENDLESS
    }

    static Header of(Format format, int width, int height, Content content) {
        return new Header(format, width, height, content, UPRIGHT, 1);
    }

    /** Reads the header; empty when the first bytes are those of no known format, or it breaks off. */
    public static Optional<Header> of(byte[] file) {
        Stream<Function<ByteBuffer, Optional<Header>>> formats =
                Stream.of(PngHeader::read, JpegHeader::read, WebpHeader::read, GifHeader::read, BmpHeader::read);
        return formats.flatMap(format -> attempt(format, file).stream()).findFirst();
    }

    private static Optional<Header> attempt(Function<ByteBuffer, Optional<Header>> format, byte[] file) {
        try {
            return format.apply(ByteBuffer.wrap(file).asReadOnlyBuffer());
        } catch (IndexOutOfBoundsException brokenOff) {
            return Optional.empty();
        }
    }

    /** Whether this text stands there. */
    static boolean says(ByteBuffer file, int at, String text) {
        var there = new byte[text.length()];
        if (file.limit() < at + there.length) {
            return false;
        }
        file.get(at, there);
        return new String(there, StandardCharsets.ISO_8859_1).equals(text);
    }
}
