package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.Header.Content.ENDLESS;
import static dev.comfymesh.scoring.domain.Header.Content.ONE_PICTURE;
import static dev.comfymesh.scoring.domain.Header.Content.PRINT;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The header of a JPEG: found by walking from segment to segment up to the one that starts the frame, and how often the picture is
 * gone over behind it.
 */
final class JpegHeader {
    private static final int START = 0xffd8;
    private static final int EXIF = 0xe1;
    private static final String EXIF_MARK = "Exif\0\0";
    private static final int INKS = 4;
    private static final int SCAN = 0xda;

    /** Encoders need ten, or some dozens when they try hard; each takes as long as decoding the picture whole. */
    private static final int MOST_SCANS = 100;

    private JpegHeader() {}

    static Optional<Header> read(ByteBuffer file) {
        if (file.limit() < 2 || (file.getShort(0) & 0xffff) != START) {
            return Optional.empty();
        }
        var at = 2;
        var orientation = Header.UPRIGHT;
        while (at + 9 <= file.limit() && (file.get(at) & 0xff) == 0xff) {
            var marker = file.get(at + 1) & 0xff;
            if (startsFrame(marker)) {
                return Optional.of(frame(file, at, orientation));
            }
            if (marker == EXIF && Header.says(file, at + 4, EXIF_MARK)) {
                orientation = ExifOrientation.in(file, at + 4 + EXIF_MARK.length());
            }
            at += marker == 0xff ? 1 : 2 + (file.getShort(at + 2) & 0xffff);
        }
        return Optional.empty();
    }

    private static Header frame(ByteBuffer file, int at, int orientation) {
        var components = file.get(at + 9) & 0xff;
        var onScreen = scans(file, at) > MOST_SCANS ? ENDLESS : ONE_PICTURE;
        return new Header(
                Header.Format.JPEG,
                file.getShort(at + 7) & 0xffff,
                file.getShort(at + 5) & 0xffff,
                components == INKS ? PRINT : onScreen,
                orientation,
                1);
    }

    /** Up to the end, or one too many: compressed pixels never look like the start of a scan. */
    private static int scans(ByteBuffer file, int frame) {
        var scans = 0;
        for (var at = frame; at + 1 < file.limit() && scans <= MOST_SCANS; at++) {
            scans += (file.get(at) & 0xff) == 0xff && (file.get(at + 1) & 0xff) == SCAN ? 1 : 0;
        }
        return scans;
    }

    private static boolean startsFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
