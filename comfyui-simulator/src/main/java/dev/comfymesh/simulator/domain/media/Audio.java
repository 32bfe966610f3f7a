package dev.comfymesh.simulator.domain.media;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Encodes silence; every format says how long it lasts, and carries texts. */
public final class Audio {

    private static final int FLAC_BLOCK = 4096;
    private static final int OPUS_PACKET_SAMPLES = 960;
    private static final int MP3_FRAME_SAMPLES = 1152;
    private static final byte[] SILENT_OPUS_STEREO = {(byte) 0xfc, (byte) 0xff, (byte) 0xfe};
    private static final byte[] SILENT_OPUS_MONO = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    private Audio() {}

    public static byte[] flac(int sampleRate, int channels, long samples, Map<String, String> texts) {
        var comments = comments(texts);
        var out = new Bytes()
                .text("fLaC")
                .big(0, 1)
                .big(34, 3)
                .big(FLAC_BLOCK, 2)
                .big(FLAC_BLOCK, 2)
                .zeros(6)
                .bits(sampleRate, 20)
                .bits(channels - 1L, 3)
                .bits(16 - 1, 5)
                .bits(samples, 36)
                .zeros(16)
                .big(0x84, 1)
                .big(comments.length, 3)
                .all(comments);
        for (long from = 0, number = 0; from < samples; from += FLAC_BLOCK, number++) {
            out.all(flacFrame(number, (int) Math.min(FLAC_BLOCK, samples - from), channels));
        }
        return out.done();
    }

    private static byte[] flacFrame(long number, int samples, int channels) {
        var head =
                new Bytes().big(0xfff8, 2).big(0x70, 1).bits(channels - 1L, 4).bits(0, 4);
        head.all(Character.toString((int) number).getBytes(StandardCharsets.UTF_8))
                .big(samples - 1L, 2);
        var frame = new Bytes().all(head.done()).big(Checksum.crc8(head.done()), 1);
        for (int channel = 0; channel < channels; channel++) {
            frame.big(0, 1).big(0, 2);
        }
        return frame.big(Checksum.crc16(frame.done()), 2).done();
    }

    public static byte[] mp3(int sampleRate, long samples, Map<String, String> texts) {
        var tags = new Bytes();
        texts.forEach((key, text) -> {
            var content = new Bytes().big(3, 1).text(key + '\0' + text).done();
            tags.text("TXXX").all(syncSafe(content.length)).big(0, 2).all(content);
        });
        var out = new Bytes()
                .text("ID3")
                .big(0x0400, 2)
                .big(0, 1)
                .all(syncSafe(tags.size()))
                .all(tags.done());
        int rate = sampleRate == 48_000 ? 1 : sampleRate == 32_000 ? 2 : 0;
        int frameBytes = 144 * 128_000 / (rate == 1 ? 48_000 : rate == 2 ? 32_000 : 44_100);
        for (long from = 0; from < samples; from += MP3_FRAME_SAMPLES) {
            out.big(0xfffb, 2).big(0x90 | rate << 2, 1).zeros(frameBytes - 3);
        }
        return out.done();
    }

    private static byte[] syncSafe(int size) {
        return new Bytes()
                .big(size >> 21 & 127, 1)
                .big(size >> 14 & 127, 1)
                .big(size >> 7 & 127, 1)
                .big(size & 127, 1)
                .done();
    }

    /** Opus in Ogg; it always counts at 48 kHz. */
    public static byte[] opus(int channels, double seconds, Map<String, String> texts) {
        var head = new Bytes()
                .text("OpusHead")
                .big(1, 1)
                .big(channels, 1)
                .little(0, 2)
                .little(48_000, 4)
                .zeros(3)
                .done();
        var tags = new Bytes().text("OpusTags").all(comments(texts)).done();
        var out = new Bytes().all(oggPage(2, 0, 0, head)).all(oggPage(0, 0, 1, tags));
        int packets = Math.max(1, (int) Math.ceil(seconds * 48_000 / OPUS_PACKET_SAMPLES));
        for (int packet = 1; packet <= packets; packet++) {
            out.all(oggPage(
                    packet == packets ? 4 : 0,
                    (long) packet * OPUS_PACKET_SAMPLES,
                    packet + 1,
                    channels == 1 ? SILENT_OPUS_MONO : SILENT_OPUS_STEREO));
        }
        return out.done();
    }

    private static byte[] oggPage(int flags, long position, int number, byte[] packet) {
        int whole = packet.length / 255;
        var lengths = new Bytes();
        for (int i = 0; i < whole; i++) {
            lengths.big(255, 1);
        }
        lengths.big(packet.length % 255, 1);
        var start = new Bytes()
                .text("OggS")
                .big(0, 1)
                .big(flags, 1)
                .little(position, 8)
                .little(1, 4)
                .little(number, 4)
                .done();
        var end = new Bytes()
                .big(lengths.size(), 1)
                .all(lengths.done())
                .all(packet)
                .done();
        var unsigned = new Bytes().all(start).zeros(4).all(end).done();
        return new Bytes().all(start).little(Checksum.ogg(unsigned), 4).all(end).done();
    }

    private static byte[] comments(Map<String, String> texts) {
        var out = new Bytes().little(9, 4).text("comfymesh").little(texts.size(), 4);
        texts.forEach((key, text) -> {
            var comment = new Bytes().text(key + "=" + text).done();
            out.little(comment.length, 4).all(comment);
        });
        return out.done();
    }
}
