package dev.comfymesh.simulator.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells a file's format and its size in pixels from its first bytes; all else depends on the encoder. */
final class Media {

    private static final int LONGEST_HEAD = 64;

    private Media() {}

    static String of(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    static String of(byte[] file) {
        var head = Arrays.copyOf(file, LONGEST_HEAD);
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG")) {
            return "png " + big(head, 16) + "x" + big(head, 20) + " colours " + head[25];
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return "webp " + webpSize(head, text);
        }
        if (text.startsWith("fLaC")) {
            return "flac " + ((big(head, 18) >>> 12) & 0xfffff) + " Hz";
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return text.contains("webm") ? "webm" : "matroska";
        }
        return text.startsWith("\u00ff\u00d8\u00ff")
                ? "jpeg"
                : text.startsWith("ftyp", 4)
                        ? "mp4"
                        : text.startsWith("ID3")
                                ? "mp3"
                                : text.startsWith("OggS")
                                        ? "ogg " + text.contains("OpusHead")
                                        : text.startsWith("{\"", 8) ? "safetensors" : "unknown " + text;
    }

    private static String webpSize(byte[] head, String text) {
        if (text.startsWith("VP8X", 12)) {
            return (little3(head, 24) + 1) + "x" + (little3(head, 27) + 1);
        }
        int bits = little3(head, 21) | (head[24] & 255) << 24;
        return text.startsWith("VP8L", 12)
                ? ((bits & 0x3fff) + 1) + "x" + ((bits >>> 14 & 0x3fff) + 1)
                : (little3(head, 26) & 0x3fff) + "x" + (little3(head, 28) & 0x3fff);
    }

    private static int big(byte[] bytes, int at) {
        return (bytes[at] & 255) << 24 | (bytes[at + 1] & 255) << 16 | (bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255;
    }

    private static int little3(byte[] bytes, int at) {
        return bytes[at] & 255 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16;
    }
}
