package dev.comfymesh.scoring.domain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The header of a BMP; a negative height says that the rows go downwards. One whose pixels lie beyond its end has none. */
final class BmpHeader {
    private static final int OLD_BYTES = 12;

    private BmpHeader() {}

    static Optional<Header> read(ByteBuffer file) {
        if (!Header.says(file, 0, "BM")) {
            return Optional.empty();
        }
        file.order(ByteOrder.LITTLE_ENDIAN);
        var pixelsAt = Integer.toUnsignedLong(file.getInt(10));
        return pixelsAt >= file.limit() ? Optional.empty() : Optional.of(sized(file));
    }

    private static Header sized(ByteBuffer file) {
        var old = file.getInt(14) == OLD_BYTES;
        var width = old ? file.getShort(18) & 0xffff : file.getInt(18);
        var height = old ? file.getShort(20) & 0xffff : Math.abs(file.getInt(22));
        return Header.of(Header.Format.BMP, width, height, Header.Content.ONE_PICTURE);
    }
}
