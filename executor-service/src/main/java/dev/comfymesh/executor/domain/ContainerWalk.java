package dev.comfymesh.executor.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Follows an ISO media file (MP4, AVIF) from box to box, or an Ogg file from page to page, while its bytes pass by; it holds
 * one header at a time, however long the file is. Files of other kinds pass unseen.
 */
public final class ContainerWalk {
    private static final int LONGEST_TRACK_HEADER = 104;
    private static final int PAGE_HEADER = 27;
    private static final int LAST_PAGE = 4;
    private static final long TO_THE_END = Long.MAX_VALUE;

    private final byte[] header = new byte[PAGE_HEADER + 255];
    private int held;
    private long at;
    private long next;
    private Kind kind = Kind.UNKNOWN;
    private boolean described;
    private int width;
    private int height;

    private enum Kind {
        UNKNOWN,
        BOXES,
        PAGES,
        OTHER
    }

    /** Takes the next bytes of the file, all of them. */
    public void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining() && kind != Kind.OTHER) {
            if (at < next) {
                var skipped = (int) Math.min(bytes.remaining(), next - at);
                bytes.position(bytes.position() + skipped);
                at += skipped;
            } else {
                header[held++] = bytes.get();
                at++;
                look();
            }
        }
    }

    /** What the walk has shown, once all bytes have passed. */
    public Container seen() {
        var ended = kind != Kind.OTHER && held == 0 && (at == next || next == TO_THE_END);
        return new Container(ended && described, width, height);
    }

    private void look() {
        if (kind == Kind.UNKNOWN && held == 8) {
            kind = name(4).equals("ftyp") ? Kind.BOXES : name(0).equals("OggS") ? Kind.PAGES : Kind.OTHER;
        }
        if (kind == Kind.BOXES && held >= 8 && held == boxHeader()) {
            box();
        }
        if (kind == Kind.PAGES && held >= PAGE_HEADER && held == PAGE_HEADER + (header[26] & 0xFF)) {
            page();
        }
    }

    private int boxHeader() {
        if (name(4).equals("tkhd")) {
            return Math.clamp(number(0, 4), 8, LONGEST_TRACK_HEADER);
        }
        return number(0, 4) == 1 ? 16 : 8;
    }

    private void box() {
        var stated = number(0, 4);
        switch (name(4)) {
            case "moov", "trak" -> { // what they hold is walked through as well
                described = true;
                go(held);
                return;
            }
            case "meta" -> described = true;
            case "tkhd" -> measure();
            default -> {}
        }
        go(stated == 0 ? TO_THE_END : stated == 1 ? number(8, 8) : stated);
    }

    /** The size ends the header of a track, in 16.16 fixed point; a track of sound has none. */
    private void measure() {
        if (width == 0 && held >= 16) {
            width = (int) (number(held - 8, 4) >>> 16);
            height = (int) (number(held - 4, 4) >>> 16);
        }
    }

    private void page() {
        described = (header[5] & LAST_PAGE) != 0;
        long length = held;
        for (int i = PAGE_HEADER; i < held; i++) {
            length += header[i] & 0xFF;
        }
        go(length);
    }

    private void go(long length) {
        if (length < held) {
            kind = Kind.OTHER;
            return;
        }
        next = length == TO_THE_END ? TO_THE_END : at - held + length;
        held = 0;
    }

    private String name(int offset) {
        return new String(header, offset, 4, StandardCharsets.ISO_8859_1);
    }

    private long number(int offset, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | header[offset + i] & 0xFF;
        }
        return number;
    }
}
