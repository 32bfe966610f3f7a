package dev.comfymesh.simulator.domain.rendering;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes pictures as 8-bit RGB PNG with text chunks before the pixels, as ComfyUI's savers do. */
public final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte UP = 2;

    private Png() {}

    /** The file's bytes; texts must be ASCII. */
    public static byte[] encode(Picture picture, Map<String, String> texts, int compressionLevel) {
        var out = new ByteArrayOutputStream(picture.width() * picture.height() + 1024);
        out.writeBytes(SIGNATURE);
        chunk(out, "IHDR", header(picture));
        texts.forEach((key, text) -> chunk(out, "tEXt", (key + '\0' + text).getBytes(StandardCharsets.ISO_8859_1)));
        chunk(out, "IDAT", compressed(filtered(picture), compressionLevel));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Frames that follow each other; the texts stand in private chunks, as ComfyUI writes them. */
    public static byte[] animate(
            List<Picture> frames, int frameMillis, Map<String, String> texts, int compressionLevel) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        var first = frames.getFirst();
        chunk(out, "IHDR", header(first));
        texts.forEach((key, text) -> chunk(out, "comf", (key + '\0' + text).getBytes(StandardCharsets.ISO_8859_1)));
        chunk(
                out,
                "acTL",
                ByteBuffer.allocate(8).putInt(frames.size()).putInt(0).array());
        int sequence = 0;
        for (int i = 0; i < frames.size(); i++) {
            chunk(out, "fcTL", control(first, sequence++, frameMillis));
            var pixels = compressed(filtered(frames.get(i)), compressionLevel);
            if (i == 0) {
                chunk(out, "IDAT", pixels);
            } else {
                chunk(
                        out,
                        "fdAT",
                        ByteBuffer.allocate(4 + pixels.length)
                                .putInt(sequence++)
                                .put(pixels)
                                .array());
            }
        }
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] control(Picture picture, int sequence, int frameMillis) {
        return ByteBuffer.allocate(26)
                .putInt(sequence)
                .putInt(picture.width())
                .putInt(picture.height())
                .putInt(0)
                .putInt(0)
                .putShort((short) frameMillis)
                .putShort((short) 1000)
                .array();
    }

    private static byte[] header(Picture picture) {
        return ByteBuffer.allocate(13)
                .putInt(picture.width())
                .putInt(picture.height())
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
    }

    private static byte[] filtered(Picture picture) {
        var width = picture.width();
        var pixels = picture.pixels();
        var bytes = new byte[picture.height() * (1 + 3 * width)];
        int to = 0;
        for (int y = 0; y < picture.height(); y++) {
            bytes[to++] = UP;
            for (int x = 0; x < width; x++) {
                var pixel = pixels[y * width + x];
                var above = y == 0 ? 0 : pixels[(y - 1) * width + x];
                bytes[to++] = (byte) ((pixel >> 16) - (above >> 16));
                bytes[to++] = (byte) ((pixel >> 8) - (above >> 8));
                bytes[to++] = (byte) (pixel - above);
            }
        }
        return bytes;
    }

    private static byte[] compressed(byte[] bytes, int level) {
        try (var deflater = new Deflater(level)) {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream(bytes.length / 2 + 64);
            var buffer = new byte[65_536];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
