package dev.comfymesh.simulator.domain.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A growing row of bytes with whole numbers of any width, in either order, and single bits. */
final class Bytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long bits;
    private int bitCount;

    /** A number of so many bytes, highest first. */
    Bytes big(long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    /** A number of so many bytes, lowest first. */
    Bytes little(long value, int width) {
        for (int shift = 0; shift < 8 * width; shift += 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    /** So many bits, highest first; whole bytes appear as soon as they are full. */
    Bytes bits(long value, int width) {
        for (int i = width - 1; i >= 0; i--) {
            bits = bits << 1 | value >>> i & 1;
            if (++bitCount == 8) {
                out.write((int) bits);
                bits = 0;
                bitCount = 0;
            }
        }
        return this;
    }

    /** So many bits, lowest first, into the low end of each byte. */
    Bytes lowBits(long value, int width) {
        for (int i = 0; i < width; i++) {
            bits |= (value >>> i & 1) << bitCount;
            if (++bitCount == 8) {
                out.write((int) bits);
                bits = 0;
                bitCount = 0;
            }
        }
        return this;
    }

    /** Fills the begun byte with zeros. */
    Bytes align() {
        while (bitCount > 0) {
            lowBits(0, 1);
        }
        return this;
    }

    Bytes text(String text) {
        return all(text.getBytes(StandardCharsets.UTF_8));
    }

    Bytes all(byte[] content) {
        out.writeBytes(content);
        return this;
    }

    Bytes zeros(int count) {
        return all(new byte[count]);
    }

    int size() {
        return out.size();
    }

    byte[] done() {
        return out.toByteArray();
    }
}
