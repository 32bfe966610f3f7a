package dev.comfymesh.simulator.domain.media;

import dev.comfymesh.simulator.domain.rendering.Picture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Encodes pictures as lossless WebP, still or moving, with texts in the way ComfyUI's savers embed them. */
public final class Webp {

    private static final int HAS_EXIF = 8;
    private static final int HAS_ANIMATION = 2;
    private static final int LAST_MAKER_TAG = 0x010f;
    private static final int PROMPT_TAG = 0x0110;

    private Webp() {}

    /** A still picture. */
    public static byte[] encode(Picture picture) {
        return file(chunk("VP8L", pixels(picture)));
    }

    /** One or several frames with texts. */
    public static byte[] encode(List<Picture> frames, int frameMillis, Map<String, String> texts) {
        var first = frames.getFirst();
        boolean moves = frames.size() > 1;
        var body = new Bytes()
                .all(chunk(
                        "VP8X",
                        new Bytes()
                                .little(HAS_EXIF | (moves ? HAS_ANIMATION : 0), 4)
                                .little(first.width() - 1, 3)
                                .little(first.height() - 1, 3)
                                .done()));
        if (moves) {
            body.all(chunk("ANIM", new byte[6]));
        }
        for (var frame : frames) {
            var image = chunk("VP8L", pixels(frame));
            body.all(moves ? chunk("ANMF", placed(frame, frameMillis, image)) : image);
        }
        return file(body.all(chunk("EXIF", exif(texts))).done());
    }

    private static byte[] placed(Picture frame, int millis, byte[] image) {
        return new Bytes()
                .zeros(6)
                .little(frame.width() - 1, 3)
                .little(frame.height() - 1, 3)
                .little(millis, 3)
                .little(0, 1)
                .all(image)
                .done();
    }

    /** Pixels without any prediction: three channels in codes of eight bits, and an alpha that is always opaque. */
    private static byte[] pixels(Picture picture) {
        var out = new Bytes()
                .lowBits(0x2f, 8)
                .lowBits(picture.width() - 1, 14)
                .lowBits(picture.height() - 1, 14)
                .lowBits(0, 1 + 3)
                .lowBits(0, 3);
        byteCode(out, true);
        byteCode(out, false);
        byteCode(out, false);
        out.lowBits(0b101, 3).lowBits(255, 8);
        out.lowBits(0b0001, 4);
        for (int pixel : picture.pixels()) {
            out.lowBits(reversed(pixel >> 8), 8)
                    .lowBits(reversed(pixel >> 16), 8)
                    .lowBits(reversed(pixel), 8);
        }
        return out.align().done();
    }

    /** A prefix code that gives each of the first 256 symbols its own eight bits. */
    private static void byteCode(Bytes out, boolean hasMoreSymbols) {
        out.lowBits(0, 1).lowBits(12 - 4, 4).lowBits(0, 11 * 3).lowBits(1, 3);
        if (hasMoreSymbols) {
            out.lowBits(1, 1).lowBits(3, 3).lowBits(256 - 2, 8);
        } else {
            out.lowBits(0, 1);
        }
    }

    private static int reversed(int value) {
        return Integer.reverse(value << 24) & 0xff;
    }

    /** One TIFF directory of texts: the prompt at its tag, others below it. */
    private static byte[] exif(Map<String, String> texts) {
        var values = new Bytes();
        var entries = new Bytes().little(texts.size(), 2);
        int start = 8 + 2 + 12 * texts.size() + 4;
        int tag = LAST_MAKER_TAG;
        for (var text : texts.entrySet()) {
            var value = (text.getKey() + ":" + text.getValue() + '\0').getBytes(StandardCharsets.UTF_8);
            entries.little(text.getKey().equals("prompt") ? PROMPT_TAG : tag--, 2)
                    .little(2, 2)
                    .little(value.length, 4)
                    .little(start + values.size(), 4);
            values.all(value);
        }
        return new Bytes()
                .text("II*\0")
                .little(8, 4)
                .all(entries.little(0, 4).done())
                .all(values.done())
                .done();
    }

    private static byte[] file(byte[] chunks) {
        return new Bytes()
                .text("RIFF")
                .little(4 + chunks.length, 4)
                .text("WEBP")
                .all(chunks)
                .done();
    }

    private static byte[] chunk(String name, byte[] content) {
        return new Bytes()
                .text(name)
                .little(content.length, 4)
                .all(content)
                .zeros(content.length & 1)
                .done();
    }
}
