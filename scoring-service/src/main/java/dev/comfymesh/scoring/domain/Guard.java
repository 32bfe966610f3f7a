package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Examination.Refused;
import java.util.Optional;

/**
 * Keeps what cannot or must not be decoded from the decoder, by size and first bytes alone: a small file that would
 * unfold into gigabytes never gets that far.
 *
 * @param maxPixels of 8-bit samples; one of 16-bit samples counts as two
 */
public record Guard(long maxBytes, long maxPixels, int maxSide) {

    /** The objection against a file of this size; empty when there is none. */
    public Optional<Refused> object(long bytes) {
        return bytes > maxBytes ? Optional.of(Examination.tooLarge("bytes", bytes, maxBytes)) : Optional.empty();
    }

    /** The objection against this content; empty when it may be decoded. */
    public Optional<Examination> object(byte[] content) {
        return object(content.length)
                .<Examination>map(tooLarge -> tooLarge)
                .or(
                        () -> Header.of(content)
                                .map(this::object)
                                .orElseGet(
                                        () -> Optional.of(
                                                Examination.unreadable(
                                                        "The file is no PNG, JPEG, WebP, GIF or BMP by its first bytes, or it breaks off in its header."))));
    }

    /** How many pixels of 8-bit samples the content takes the memory of; for content without objection alone. */
    public int pixels(byte[] content) {
        var header = Header.of(content).orElseThrow(() -> new IllegalArgumentException("no picture"));
        return Math.toIntExact((long) header.width() * header.height() * header.bytesPerSample());
    }

    private Optional<Examination> object(Header header) {
        return switch (header.content()) {
            case ONE_PICTURE -> objectToSize(header).map(refused -> refused);
            case SEVERAL_PICTURES ->
                Optional.of(Examination.unjudged(
                        "The %s is an animation: none of its pictures stands for all.".formatted(header.format())));
            case PRINT ->
                Optional.of(Examination.unjudged(
                        "The %s is for print, in four inks: write it in RGB.".formatted(header.format())));
            case ENDLESS ->
                Optional.of(Examination.unreadable(
                        "The %s goes over its picture far more often than any needs.".formatted(header.format())));
        };
    }

    private Optional<Refused> objectToSize(Header header) {
        if (header.width() < 1 || header.height() < 1) {
            return Optional.of(Examination.unreadable(
                    "The file claims a size of %d x %d pixels.".formatted(header.width(), header.height())));
        }
        var side = Math.max(header.width(), header.height());
        if (side > maxSide) {
            return Optional.of(Examination.tooLarge("pixels a side", side, maxSide));
        }
        var pixels = (long) header.width() * header.height();
        var most = maxPixels / header.bytesPerSample();
        return pixels > most ? Optional.of(Examination.tooLarge("pixels", pixels, most)) : Optional.empty();
    }
}
