package dev.comfymesh.scoring.domain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, by the one entry of its notes that says so; upright where they say nothing sensible. */
final class ExifOrientation {
    private static final short LITTLE_ENDIAN = 0x4949;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final int LAST = 8;

    private ExifOrientation() {}

    /** Reads the notes that begin there. */
    static int in(ByteBuffer file, int start) {
        try {
            var notes = file.slice(start, file.limit() - start);
            notes.order(notes.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            return first(notes, notes.getInt(4));
        } catch (IndexOutOfBoundsException brokenOff) {
            return Header.UPRIGHT;
        }
    }

    private static int first(ByteBuffer notes, int directory) {
        var entries = notes.getShort(directory) & 0xffff;
        for (var index = 0; index < entries; index++) {
            var entry = directory + 2 + index * ENTRY_BYTES;
            if ((notes.getShort(entry) & 0xffff) == ORIENTATION) {
                var value = notes.getShort(entry + 8);
                return value >= Header.UPRIGHT && value <= LAST ? value : Header.UPRIGHT;
            }
        }
        return Header.UPRIGHT;
    }
}
