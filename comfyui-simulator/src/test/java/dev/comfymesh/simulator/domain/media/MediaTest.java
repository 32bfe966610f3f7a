package dev.comfymesh.simulator.domain.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.simulator.domain.rendering.Picture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes by which others tell what a file is; reading them whole is left to real decoders. */
class MediaTest {

    private static final Map<String, String> TEXTS = Map.of("prompt", "{}");
    private static final Picture PICTURE = Picture.plain(32, 24, 0x102030);

    @Test
    void knowsTheChecksumsOfTheStandards() {
        var digits = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(Checksum.crc8(digits)).isEqualTo(0xf4);
        assertThat(Checksum.crc16(digits)).isEqualTo(0xfee8);
        assertThat(Checksum.ogg(digits)).isEqualTo(0x89a1897fL);
    }

    @Test
    void writesOneMotionChunkForEachFrame() {
        var moving = text(Webp.encode(List.of(PICTURE, PICTURE, PICTURE), 100, TEXTS));

        assertThat(moving.split("ANMF", -1)).hasSize(4);
        assertThat(moving).startsWith("RIFF").contains("WEBPVP8X", "EXIF", "prompt:{}");
    }

    @Test
    void statesTheLengthOfSilence() {
        var flac = Audio.flac(44_100, 2, 10_000, TEXTS);

        assertThat(text(flac)).startsWith("fLaC").contains("prompt={}");
        assertThat(text(flac).split("\u00ff\u00f8", -1)).hasSize(4);
        assertThat(text(Audio.mp3(44_100, 10_000, TEXTS)).split("\u00ff\u00fb", -1))
                .hasSize(10);
        assertThat(text(Audio.opus(2, 0.2, TEXTS)).split("OggS", -1)).hasSize(13);
    }

    @Test
    void putsEveryFrameIntoTheContainer() {
        var frames = List.of(PICTURE, PICTURE);

        assertThat(text(Movie.mp4(frames, 24)).split("\u00ff\u00d8\u00ff", -1)).hasSize(3);
        assertThat(text(Movie.matroska(frames, 24, "webm")).split("\u00ff\u00d8\u00ff", -1))
                .hasSize(3);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
