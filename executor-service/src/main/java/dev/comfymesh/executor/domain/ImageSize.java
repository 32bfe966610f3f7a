package dev.comfymesh.executor.domain;

import java.util.Optional;

/** The dimensions of a picture or video in pixels, as its header states them. */
record ImageSize(int width, int height) {

    /** Empty when no dimensions can be found; they may be zero where the header is cut off. */
    static Optional<ImageSize> of(Media media, FileProbe file) {
        return switch (media) {
            case PNG -> file.has(12, "IHDR") ? Optional.of(new ImageSize(file.big32(16), file.big32(20))) : none();
            case GIF -> Optional.of(new ImageSize(file.little16(6), file.little16(8)));
            case JPEG -> jpeg(file);
            case WEBP -> webp(file);
            case MP4, MOV ->
                Optional.of(
                        new ImageSize(file.container().width(), file.container().height()));
            case WEBM, MKV -> new Matroska(file).size();
            case AVIF, EXR, TIFF, M4A, AVI, FLAC, OGG, WAV, MP3, GLB, TEXT, OTHER -> none();
        };
    }

    /** Whether every file of this kind says how large it is, in a place that is read here. */
    static boolean isKnownOf(Media media) {
        return media == Media.PNG || media == Media.JPEG || media == Media.WEBP || media == Media.GIF;
    }

    /** Walks the segments up to the frame header (SOF), which holds height and width. */
    private static Optional<ImageSize> jpeg(FileProbe file) {
        int at = 2;
        while (file.unsigned(at) == 0xFF) {
            int marker = file.unsigned(at + 1);
            if (frameHeader(marker)) {
                return Optional.of(new ImageSize(file.big16(at + 7), file.big16(at + 5)));
            }
            at += marker == 0xFF ? 1 : 2 + file.big16(at + 2); // 0xFF before a marker is padding
        }
        return none();
    }

    private static boolean frameHeader(int marker) {
        var huffmanOrArithmeticTable = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
        return marker >= 0xC0 && marker <= 0xCF && !huffmanOrArithmeticTable;
    }

    private static Optional<ImageSize> webp(FileProbe file) {
        if (file.has(12, "VP8X")) {
            return Optional.of(new ImageSize(file.little24(24) + 1, file.little24(27) + 1));
        }
        if (file.has(12, "VP8L")) {
            int bits = file.little32(21);
            return Optional.of(new ImageSize((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1));
        }
        if (file.has(12, "VP8 ")) {
            return Optional.of(new ImageSize(file.little16(26) & 0x3FFF, file.little16(28) & 0x3FFF));
        }
        return none();
    }

    private static Optional<ImageSize> none() {
        return Optional.empty();
    }
}
