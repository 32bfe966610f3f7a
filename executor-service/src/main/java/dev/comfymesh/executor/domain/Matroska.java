package dev.comfymesh.executor.domain;

import java.util.Optional;
import java.util.OptionalInt;

/** What a Matroska or WebM file says of itself at its beginning: elements within elements, each with its id and length. */
final class Matroska {
    private static final int HEADER = 0x1A45DFA3;
    private static final int DOCUMENT_TYPE = 0x4282;
    private static final int SEGMENT = 0x18538067;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK = 0xAE;
    private static final int VIDEO = 0xE0;
    private static final int WIDTH = 0xB0;
    private static final int HEIGHT = 0xBA;

    private final FileProbe file;

    /** Its content lies between start and end; a length that nobody knew has no end. */
    private record Element(int id, long start, long end) {}

    Matroska(FileProbe file) {
        this.file = file;
    }

    static boolean begins(FileProbe file) {
        return file.big32(0) == HEADER;
    }

    boolean webm() {
        return child(top(), HEADER)
                .flatMap(header -> child(header, DOCUMENT_TYPE))
                .filter(type -> file.has((int) type.start(), "webm"))
                .isPresent();
    }

    /** Whether the file is as long as it says, if it says so. */
    boolean whole() {
        return child(top(), SEGMENT)
                .filter(segment -> segment.end() == Long.MAX_VALUE || segment.end() <= file.length())
                .isPresent();
    }

    /** Of its first track that has a picture. */
    Optional<ImageSize> size() {
        return child(top(), SEGMENT)
                .flatMap(segment -> child(segment, TRACKS))
                .flatMap(this::video)
                .flatMap(video -> {
                    var width = number(video, WIDTH);
                    var height = number(video, HEIGHT);
                    return width.isPresent() && height.isPresent()
                            ? Optional.of(new ImageSize(width.getAsInt(), height.getAsInt()))
                            : Optional.empty();
                });
    }

    private Optional<Element> video(Element tracks) {
        var track = child(tracks, TRACK);
        while (track.isPresent()) {
            var video = child(track.get(), VIDEO);
            if (video.isPresent()) {
                return video;
            }
            track = next(track.get().end(), tracks.end(), TRACK);
        }
        return Optional.empty();
    }

    private Element top() {
        return new Element(0, 0, file.length());
    }

    private Optional<Element> child(Element parent, int id) {
        return next(parent.start(), parent.end(), id);
    }

    private Optional<Element> next(long from, long end, int id) {
        for (var at = from; at < Math.min(end, FileProbe.HEAD); ) {
            var element = at((int) at);
            if (element.id() == id) {
                return Optional.of(element);
            }
            if (element.id() == 0) {
                return Optional.empty();
            }
            at = element.end();
        }
        return Optional.empty();
    }

    private OptionalInt number(Element parent, int id) {
        return child(parent, id)
                .map(element -> OptionalInt.of((int) big(element.start(), (int) (element.end() - element.start()))))
                .orElseGet(OptionalInt::empty);
    }

    /** An id is known by its length as by its value; of a length the mark of its own length is taken off. */
    private Element at(int offset) {
        var idBytes = Integer.numberOfLeadingZeros(file.unsigned(offset)) - 23;
        var lengthBytes = Integer.numberOfLeadingZeros(file.unsigned(offset + idBytes)) - 23;
        if (idBytes > 4 || lengthBytes > 8) {
            return new Element(0, offset, offset);
        }
        var start = (long) offset + idBytes + lengthBytes;
        var mask = (1L << 7 * lengthBytes) - 1;
        var length = big(offset + idBytes, lengthBytes) & mask;
        return new Element((int) big(offset, idBytes), start, length == mask ? Long.MAX_VALUE : start + length);
    }

    private long big(long offset, int bytes) {
        long number = 0;
        for (int i = 0; i < Math.min(bytes, 8); i++) {
            number = number << 8 | file.unsigned((int) offset + i);
        }
        return number;
    }
}
