package dev.comfymesh.executor.domain;

import java.util.Arrays;
import java.util.function.Predicate;

/** Kinds of files, told by their first bytes; the first that matches counts. */
enum Media {
    PNG(
            "image/png",
            Family.PICTURE,
            file -> file.startsWith(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
            file -> file.endsWith(0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82)),
    JPEG("image/jpeg", Family.PICTURE, file -> file.startsWith(0xFF, 0xD8, 0xFF), file -> file.endsWith(0xFF, 0xD9)),
    WEBP("image/webp", Family.PICTURE, file -> riff(file, "WEBP"), Media::asLongAsRiffSays),
    GIF(
            "image/gif",
            Family.PICTURE,
            file -> file.has(0, "GIF87a") || file.has(0, "GIF89a"),
            file -> file.endsWith(0x3B)),
    AVIF("image/avif", Family.PICTURE, file -> iso(file, "avif") || iso(file, "avis"), Media::contained),
    EXR("image/x-exr", Family.PICTURE, file -> file.startsWith(0x76, 0x2F, 0x31, 0x01)),
    TIFF("image/tiff", Family.PICTURE, file -> file.startsWith('I', 'I', 42, 0) || file.startsWith('M', 'M', 0, 42)),
    M4A("audio/mp4", Family.RECORDING, file -> iso(file, "M4A "), Media::contained),
    MOV("video/quicktime", Family.RECORDING, file -> iso(file, "qt  "), Media::contained),
    MP4("video/mp4", Family.RECORDING, file -> file.has(4, "ftyp"), Media::contained),
    WEBM("video/webm", Family.RECORDING, file -> matroska(file) && new Matroska(file).webm(), Media::asLongAsSegment),
    MKV("video/x-matroska", Family.RECORDING, Media::matroska, Media::asLongAsSegment),
    AVI("video/x-msvideo", Family.RECORDING, file -> riff(file, "AVI "), Media::asLongAsRiffSays),
    FLAC("audio/flac", Family.RECORDING, file -> file.has(0, "fLaC")),
    OGG("audio/ogg", Family.RECORDING, file -> file.has(0, "OggS"), Media::contained),
    WAV("audio/wav", Family.RECORDING, file -> riff(file, "WAVE"), Media::asLongAsRiffSays),
    MP3("audio/mpeg", Family.RECORDING, file -> file.has(0, "ID3") || mpegAudio(file)),
    GLB("model/gltf-binary", Family.SCENE, file -> file.has(0, "glTF"), Media::asLongAsGltfSays),
    TEXT("text/plain", Family.TEXT, FileProbe::text),
    OTHER("application/octet-stream", Family.OTHER, _ -> true);

    private final String type;
    private final Family family;
    private final Predicate<FileProbe> mark;
    private final Predicate<FileProbe> end;

    /** A kind without an end mark, which relies on the length that the sender announced. */
    Media(String type, Family family, Predicate<FileProbe> mark) {
        this(type, family, mark, _ -> true);
    }

    Media(String type, Family family, Predicate<FileProbe> mark, Predicate<FileProbe> end) {
        this.type = type;
        this.family = family;
        this.mark = mark;
        this.end = end;
    }

    static Media of(FileProbe file) {
        return Arrays.stream(values())
                .filter(media -> media.mark.test(file))
                .findFirst()
                .orElse(OTHER);
    }

    /** What has no mark of its own is told by its name, as far as its content bears that out. */
    String type(String filename) {
        return switch (this) {
            case TEXT ->
                switch (Family.suffix(filename)) {
                    case "json" -> "application/json";
                    case "csv" -> "text/csv";
                    case "md" -> "text/markdown";
                    case "svg" -> "image/svg+xml";
                    case "gltf" -> "model/gltf+json";
                    case "obj" -> "model/obj";
                    case "stl" -> "model/stl";
                    default -> type;
                };
            case OTHER -> Family.suffix(filename).equals("stl") ? "model/stl" : type;
            default -> type;
        };
    }

    Family family() {
        return family;
    }

    /** Whether the end of the file is there, as far as it can be told by its kind. */
    boolean whole(FileProbe file) {
        return end.test(file);
    }

    private static boolean riff(FileProbe file, String form) {
        return file.has(0, "RIFF") && file.has(8, form);
    }

    private static boolean iso(FileProbe file, String brand) {
        return file.has(4, "ftyp") && file.has(8, brand);
    }

    private static boolean matroska(FileProbe file) {
        return Matroska.begins(file);
    }

    /** Eleven bits of one, then a version and a layer that exist. */
    private static boolean mpegAudio(FileProbe file) {
        var second = file.unsigned(1);
        return file.unsigned(0) == 0xFF && (second & 0xE0) == 0xE0 && (second & 0x18) != 0x08 && (second & 0x06) != 0;
    }

    /** Whoever could not go back to the beginning wrote no length, or the greatest there is. */
    private static boolean asLongAsRiffSays(FileProbe file) {
        var length = Integer.toUnsignedLong(file.little32(4));
        return length == 0xFFFF_FFFFL || file.length() >= 8 + length;
    }

    private static boolean asLongAsGltfSays(FileProbe file) {
        return file.length() >= Integer.toUnsignedLong(file.little32(8));
    }

    private static boolean asLongAsSegment(FileProbe file) {
        return new Matroska(file).whole();
    }

    private static boolean contained(FileProbe file) {
        return file.container().whole();
    }
}
