package dev.comfymesh.executor.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges a fetched file by its content: what it is, how large its picture is, and whether all of it came. */
public sealed interface OutputCheck {
    Set<String> IMAGE_SUFFIXES = Set.of("png", "jpg", "jpeg", "webp", "gif");

    record Good(String mediaType, int width, int height) implements OutputCheck {}

    record Bad(String reason) implements OutputCheck {}

    static OutputCheck of(String filename, FileProbe file) {
        if (file.length() == 0) {
            return new Bad("is empty");
        }
        var media = Media.of(file);
        if (IMAGE_SUFFIXES.contains(suffix(filename)) && !media.picture()) {
            return new Bad("is not an image");
        }
        if (!media.whole(file)) {
            return new Bad("is cut off");
        }
        return media.picture() ? picture(media, ImageSize.of(media, file)) : new Good(media.type(), 0, 0);
    }

    private static OutputCheck picture(Media media, Optional<ImageSize> size) {
        return size.filter(found -> found.width() > 0 && found.height() > 0)
                .<OutputCheck>map(found -> new Good(media.type(), found.width(), found.height()))
                .orElseGet(() -> new Bad("has no readable dimensions"));
    }

    private static String suffix(String filename) {
        return filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
