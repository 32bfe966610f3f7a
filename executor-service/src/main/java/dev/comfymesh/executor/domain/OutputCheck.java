package dev.comfymesh.executor.domain;

/** Judges a fetched file by its content: what it is, how large its picture is, and whether all of it came. */
public sealed interface OutputCheck {
    record Good(String mediaType, int width, int height) implements OutputCheck {}

    record Bad(String reason) implements OutputCheck {}

    static OutputCheck of(String filename, FileProbe file) {
        var promised = Family.promised(filename);
        if (file.length() == 0 && promised != Family.TEXT) {
            return new Bad("is empty");
        }
        var media = Media.of(file);
        if (promised.isBrokenBy(media.family())) {
            return new Bad(promised.absence());
        }
        return media.whole(file) ? measured(media, filename, file) : new Bad("is cut off");
    }

    private static OutputCheck measured(Media media, String filename, FileProbe file) {
        var size = ImageSize.of(media, file).filter(found -> found.width() > 0 && found.height() > 0);
        if (size.isEmpty() && ImageSize.isKnownOf(media)) {
            return new Bad("has no readable dimensions");
        }
        return new Good(
                media.type(filename),
                size.map(ImageSize::width).orElse(0),
                size.map(ImageSize::height).orElse(0));
    }
}
