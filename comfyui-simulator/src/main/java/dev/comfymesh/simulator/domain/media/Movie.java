package dev.comfymesh.simulator.domain.media;

import dev.comfymesh.simulator.domain.rendering.Jpeg;
import dev.comfymesh.simulator.domain.rendering.Picture;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts pictures into video containers; every frame is a JPEG, which players of either container know. */
public final class Movie {

    private static final float QUALITY = 0.9f;
    private static final int MP4_TICKS_PER_SECOND = 12_800;

    private Movie() {}

    /** WebM, or Matroska, which differs in its name only. */
    public static byte[] matroska(List<Picture> frames, double framesPerSecond, String kind) {
        var first = frames.getFirst();
        var header = new Bytes()
                .all(number(0x4286, 1))
                .all(number(0x42f7, 1))
                .all(number(0x42f2, 4))
                .all(number(0x42f3, 8))
                .all(element(0x4282, kind.getBytes(StandardCharsets.US_ASCII)))
                .all(number(0x4287, 4))
                .all(number(0x4285, 2));
        var size = new Bytes().all(number(0xb0, first.width())).all(number(0xba, first.height()));
        var track = new Bytes()
                .all(number(0xd7, 1))
                .all(number(0x73c5, 1))
                .all(number(0x83, 1))
                .all(element(0x86, "V_MJPEG".getBytes(StandardCharsets.US_ASCII)))
                .all(element(0xe0, size.done()));
        var segment = new Bytes()
                .all(element(0x1549a966, number(0x2ad7b1, 1_000_000)))
                .all(element(0x1654ae6b, element(0xae, track.done())))
                .all(element(0x1f43b675, cluster(frames, framesPerSecond)));
        return new Bytes()
                .all(element(0x1a45dfa3, header.done()))
                .all(element(0x18538067, segment.done()))
                .done();
    }

    private static byte[] cluster(List<Picture> frames, double framesPerSecond) {
        var cluster = new Bytes().all(number(0xe7, 0));
        for (int i = 0; i < frames.size(); i++) {
            var block = new Bytes()
                    .big(0x81, 1)
                    .big(Math.round(i * 1000 / framesPerSecond), 2)
                    .big(0x80, 1)
                    .all(Jpeg.encode(frames.get(i), QUALITY));
            cluster.all(element(0xa3, block.done()));
        }
        return cluster.done();
    }

    private static byte[] number(int id, long value) {
        int width = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 7) / 8);
        return element(id, new Bytes().big(value, width).done());
    }

    private static byte[] element(int id, byte[] content) {
        int width = (32 - Integer.numberOfLeadingZeros(id) + 7) / 8;
        return new Bytes()
                .big(id, width)
                .big(
                        content.length < 0x7f ? 0x80 | content.length : 0x01L << 56 | content.length,
                        content.length < 0x7f ? 1 : 8)
                .all(content)
                .done();
    }

    public static byte[] mp4(List<Picture> frames, double framesPerSecond) {
        var images = frames.stream().map(frame -> Jpeg.encode(frame, QUALITY)).toList();
        var type = box("ftyp", new Bytes().text("isom").big(512, 4).text("isomiso2mp41"));
        var content = new Bytes();
        images.forEach(content::all);
        var movie = box("moov", movie(frames.getFirst(), images, framesPerSecond, type.length + 8));
        return new Bytes().all(type).all(box("mdat", content)).all(movie).done();
    }

    private static Bytes movie(Picture first, List<byte[]> images, double framesPerSecond, int dataStart) {
        int ticks = (int) Math.round(MP4_TICKS_PER_SECOND / framesPerSecond);
        long duration = (long) ticks * images.size();
        var movieHeader = times(duration)
                .big(0x10000, 4)
                .big(0x100, 2)
                .zeros(10)
                .all(matrix())
                .zeros(24)
                .big(2, 4);
        var trackHeader = new Bytes()
                .big(3, 4)
                .zeros(8)
                .big(1, 4)
                .zeros(4)
                .big(duration, 4)
                .zeros(16)
                .all(matrix())
                .big((long) first.width() << 16, 4)
                .big((long) first.height() << 16, 4);
        var handler = new Bytes().zeros(8).text("vide").zeros(13);
        var reference = box("dref", new Bytes().zeros(4).big(1, 4).all(box("url ", new Bytes().big(1, 4))));
        var information = new Bytes()
                .all(box("vmhd", new Bytes().big(1, 4).zeros(8)))
                .all(box("dinf", new Bytes().all(reference)))
                .all(box("stbl", samples(first, images, ticks, dataStart)));
        var media = new Bytes()
                .all(box("mdhd", times(duration).big(0x55c4, 2).zeros(2)))
                .all(box("hdlr", handler))
                .all(box("minf", information));
        var track = new Bytes().all(box("tkhd", trackHeader)).all(box("mdia", media));
        return new Bytes().all(box("mvhd", movieHeader)).all(box("trak", track));
    }

    private static Bytes samples(Picture first, List<byte[]> images, int ticks, int dataStart) {
        var decoder = new Bytes().big(0x04, 1).big(13, 1).big(0x6c11, 2).zeros(11);
        var stream = new Bytes()
                .zeros(4)
                .big(0x03, 1)
                .big(3 + decoder.size() + 3, 1)
                .big(1, 2)
                .zeros(1)
                .all(decoder.done())
                .big(0x060102, 3);
        var entry = new Bytes()
                .zeros(6)
                .big(1, 2)
                .zeros(16)
                .big(first.width(), 2)
                .big(first.height(), 2)
                .big(0x480000, 4)
                .big(0x480000, 4)
                .zeros(4)
                .big(1, 2)
                .zeros(32)
                .big(24, 2)
                .big(0xffff, 2)
                .all(box("esds", stream));
        var sizes = new Bytes().zeros(8).big(images.size(), 4);
        images.forEach(image -> sizes.big(image.length, 4));
        return new Bytes()
                .all(box("stsd", new Bytes().zeros(4).big(1, 4).all(box("mp4v", entry))))
                .all(box(
                        "stts",
                        new Bytes().zeros(4).big(1, 4).big(images.size(), 4).big(ticks, 4)))
                .all(box(
                        "stsc",
                        new Bytes()
                                .zeros(4)
                                .big(1, 4)
                                .big(1, 4)
                                .big(images.size(), 4)
                                .big(1, 4)))
                .all(box("stsz", sizes))
                .all(box("stco", new Bytes().zeros(4).big(1, 4).big(dataStart, 4)));
    }

    private static Bytes times(long duration) {
        return new Bytes().zeros(12).big(MP4_TICKS_PER_SECOND, 4).big(duration, 4);
    }

    private static byte[] matrix() {
        return new Bytes()
                .big(0x10000, 4)
                .zeros(12)
                .big(0x10000, 4)
                .zeros(12)
                .big(0x40000000, 4)
                .done();
    }

    private static byte[] box(String name, Bytes content) {
        return new Bytes()
                .big(8L + content.size(), 4)
                .text(name)
                .all(content.done())
                .done();
    }
}
