package dev.comfymesh.executor.domain;

import java.util.Arrays;
import java.util.function.Predicate;

/** Kinds of files, told by their first bytes; the first that matches counts. */
enum Media {
    PNG("image/png", true, file -> file.startsWith(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
        @Override
        boolean whole(FileProbe file) {
            return file.endsWith(0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82);
        }
    },
    JPEG("image/jpeg", true, file -> file.startsWith(0xFF, 0xD8, 0xFF)) {
        @Override
        boolean whole(FileProbe file) {
            return file.endsWith(0xFF, 0xD9);
        }
    },
    WEBP("image/webp", true, file -> file.has(0, "RIFF") && file.has(8, "WEBP")) {
        @Override
        boolean whole(FileProbe file) {
            return file.length() >= 8L + Integer.toUnsignedLong(file.little32(4));
        }
    },
    GIF("image/gif", true, file -> file.has(0, "GIF87a") || file.has(0, "GIF89a")) {
        @Override
        boolean whole(FileProbe file) {
            return file.endsWith(0x3B);
        }
    },
    MP4("video/mp4", false, file -> file.has(4, "ftyp")),
    WEBM("video/webm", false, file -> file.startsWith(0x1A, 0x45, 0xDF, 0xA3)),
    FLAC("audio/flac", false, file -> file.has(0, "fLaC")),
    OGG("audio/ogg", false, file -> file.has(0, "OggS")),
    WAV("audio/wav", false, file -> file.has(0, "RIFF") && file.has(8, "WAVE")),
    MP3("audio/mpeg", false, file -> file.has(0, "ID3") || file.startsWith(0xFF, 0xFB)),
    OTHER("application/octet-stream", false, _ -> true);

    private final String type;
    private final boolean picture;
    private final Predicate<FileProbe> mark;

    Media(String type, boolean picture, Predicate<FileProbe> mark) {
        this.type = type;
        this.picture = picture;
        this.mark = mark;
    }

    static Media of(FileProbe file) {
        return Arrays.stream(values())
                .filter(media -> media.mark.test(file))
                .findFirst()
                .orElse(OTHER);
    }

    String type() {
        return type;
    }

    boolean picture() {
        return picture;
    }

    /** Whether the end of the file is there; kinds without an end mark rely on the length that the sender announced. */
    boolean whole(FileProbe file) {
        return file.length() > 0;
    }
}
