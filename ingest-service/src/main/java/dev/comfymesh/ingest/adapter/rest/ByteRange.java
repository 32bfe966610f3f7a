package dev.comfymesh.ingest.adapter.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of an object a request wants (RFC 9110, section 14). */
sealed interface ByteRange {
    /** All of it: no range, or one that we may ignore (several, another unit, not well-formed). */
    record Whole(long bytes) implements ByteRange {}

    record Part(long from, long length, long bytes) implements ByteRange {
        String contentRange() {
            return "bytes %d-%d/%d".formatted(from, from + length - 1, bytes);
        }
    }

    record Unsatisfiable(long bytes) implements ByteRange {
        String contentRange() {
            return "bytes */" + bytes;
        }
    }

    Pattern SHAPE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range that a header means for an object of this size. */
    static ByteRange of(@Nullable String header, long bytes) {
        var range = SHAPE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new Whole(bytes);
        }
        if (range.group(1).isEmpty()) {
            var length = Math.min(Long.parseLong(range.group(2)), bytes);
            return part(bytes - length, bytes - 1, bytes);
        }
        var from = Long.parseLong(range.group(1));
        var to = range.group(2).isEmpty() ? bytes - 1 : Long.parseLong(range.group(2));
        // The header is not well-formed when it ends before it begins, unless the object made it so.
        return !range.group(2).isEmpty() && to < from ? new Whole(bytes) : part(from, to, bytes);
    }

    private static ByteRange part(long from, long to, long bytes) {
        return from >= bytes ? new Unsatisfiable(bytes) : new Part(from, Math.min(to, bytes - 1) - from + 1, bytes);
    }
}
