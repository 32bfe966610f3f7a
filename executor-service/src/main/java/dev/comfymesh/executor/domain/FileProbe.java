package dev.comfymesh.executor.domain;

/** The beginning and the end of a file, its length and its structure: enough to tell what it is and whether it is whole. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileProbe(byte[] head, byte[] tail, long length, Container container) {
    private static final int TEXT_SAMPLE = 4096;

    /** How much of a file's beginning is kept: a JPEG's dimensions may stand behind long metadata. */
    public static final int HEAD = 256 * 1024;

    public static final int TAIL = 16;

    /** A file of no structure that was looked at. */
    public FileProbe(byte[] head, byte[] tail, long length) {
        this(head, tail, length, Container.UNSEEN);
    }

    /** Whether it begins as a text does: without a control character but those that lay it out. */
    boolean text() {
        for (int i = 0; i < Math.min(head.length, TEXT_SAMPLE); i++) {
            var control = unsigned(i) < ' ' && head[i] != '\n' && head[i] != '\r' && head[i] != '\t' && head[i] != '\f';
            if (control) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(int... bytes) {
        return matches(head, 0, bytes);
    }

    boolean has(int offset, String ascii) {
        return matches(head, offset, ascii.chars().toArray());
    }

    boolean endsWith(int... bytes) {
        return matches(tail, tail.length - bytes.length, bytes);
    }

    /** The byte at the offset; zero beyond the kept beginning, which no header makes sense with. */
    int unsigned(int offset) {
        return offset < head.length ? head[offset] & 0xFF : 0;
    }

    int big16(int offset) {
        return unsigned(offset) << 8 | unsigned(offset + 1);
    }

    int big32(int offset) {
        return big16(offset) << 16 | big16(offset + 2);
    }

    int little16(int offset) {
        return unsigned(offset + 1) << 8 | unsigned(offset);
    }

    int little24(int offset) {
        return unsigned(offset + 2) << 16 | little16(offset);
    }

    int little32(int offset) {
        return little16(offset + 2) << 16 | little16(offset);
    }

    private static boolean matches(byte[] bytes, int offset, int... expected) {
        if (offset < 0 || bytes.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[offset + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
