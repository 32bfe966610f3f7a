package dev.comfymesh.ingest.domain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Kinds of files that are told by their first bytes, and what a browser may do with each: show it, or only save it. */
public enum Media {
    PNG("image/png", ".png", true, head -> has(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)),
    JPEG("image/jpeg", ".jpg", true, head -> has(head, 0, 0xFF, 0xD8, 0xFF)),
    WEBP("image/webp", ".webp", true, head -> has(head, 0, "RIFF") && has(head, 8, "WEBP")),
    GIF("image/gif", ".gif", true, head -> has(head, 0, "GIF8")),
    AVIF("image/avif", ".avif", true, head -> has(head, 4, "ftypavif")),
    MP4("video/mp4", ".mp4", true, head -> has(head, 4, "ftyp")),
    WEBM("video/webm", ".webm", true, head -> has(head, 0, 0x1A, 0x45, 0xDF, 0xA3)),
    FLAC("audio/flac", ".flac", true, head -> has(head, 0, "fLaC")),
    OGG("audio/ogg", ".ogg", true, head -> has(head, 0, "OggS")),
    WAV("audio/wav", ".wav", true, head -> has(head, 0, "RIFF") && has(head, 8, "WAVE")),
    MP3("audio/mpeg", ".mp3", true, head -> has(head, 0, "ID3") || has(head, 0, 0xFF, 0xFB)),
    GLB("model/gltf-binary", ".glb", false, head -> has(head, 0, "glTF")),
    TEXT("text/plain", ".txt", false, Media::isText),
    OTHER("application/octet-stream", ".bin", false, _ -> true);

    private final String type;
    private final String suffix;
    private final boolean shown;
    private final Predicate<byte[]> mark;

    Media(String type, String suffix, boolean shown, Predicate<byte[]> mark) {
        this.type = type;
        this.suffix = suffix;
        this.shown = shown;
        this.mark = mark;
    }

    /** The kind of a file with this beginning. */
    public static Media ofContent(byte[] head) {
        return Arrays.stream(values())
                .filter(media -> media.mark.test(head))
                .findFirst()
                .orElse(OTHER);
    }

    /** The kind that goes by this type. */
    public static Optional<Media> ofType(String type) {
        return Arrays.stream(values()).filter(media -> media.type.equals(type)).findFirst();
    }

    public String type() {
        return type;
    }

    /** What the name of such a file ends in. */
    public String suffix() {
        return suffix;
    }

    /** Whether it is a picture, film or sound, in which nothing can run. */
    public boolean shown() {
        return shown;
    }

    private static boolean has(byte[] head, int at, String text) {
        return has(head, at, text.chars().toArray());
    }

    private static boolean has(byte[] head, int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at + i >= head.length || head[at + i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The last character may be cut off. */
    private static boolean isText(byte[] head) {
        for (int cut = 0; cut < 4 && cut < head.length; cut++) {
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, head.length - cut));
                return text.chars().allMatch(letter -> letter >= ' ' || Character.isWhitespace(letter));
            } catch (CharacterCodingException _) {
                continue;
            }
        }
        return false;
    }
}
