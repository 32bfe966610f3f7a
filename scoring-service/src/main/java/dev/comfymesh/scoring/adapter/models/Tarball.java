package dev.comfymesh.scoring.adapter.models;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A compressed archive of files, as packages of npm are; read from the beginning until the file that is wanted. */
record Tarball(Path file) {
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int MOST_BYTES = 1 << 30;

    /** What lies under the path; empty when nothing does. */
    Optional<byte[]> content(String path) throws IOException {
        try (var blocks = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                var header = blocks.readNBytes(BLOCK);
                if (header.length < BLOCK || header[0] == 0) {
                    return Optional.empty();
                }
                var size = size(header);
                if (text(header, 0, NAME_BYTES).equals(path)) {
                    return Optional.of(content(blocks, size));
                }
                blocks.skipNBytes((size + BLOCK - 1L) / BLOCK * BLOCK);
            }
        }
    }

    private static byte[] content(InputStream blocks, int size) throws IOException {
        var content = blocks.readNBytes(size);
        if (content.length < size) {
            throw new EOFException("the archive is cut short");
        }
        return content;
    }

    private static int size(byte[] header) throws IOException {
        try {
            var size = Long.parseLong(text(header, SIZE_AT, SIZE_BYTES).strip(), 8);
            if (size >= 0 && size <= MOST_BYTES) {
                return (int) size;
            }
        } catch (NumberFormatException none) {
            throw new IOException("it is no such archive", none);
        }
        throw new IOException("it has a file that is too large");
    }

    private static String text(byte[] header, int from, int length) {
        var text = new String(header, from, length, StandardCharsets.US_ASCII);
        var end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
