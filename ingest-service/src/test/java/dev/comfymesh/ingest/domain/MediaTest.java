package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {
    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a00, PNG",
        "ffd8ffe0, JPEG",
        "524946460000000057454250, WEBP",
        "524946460000000057415645, WAV",
        "474946383961, GIF",
        "000000206674797061766966, AVIF",
        "000000206674797069736f6d, MP4",
        "1a45dfa3, WEBM",
        "664c6143, FLAC",
        "4f676753, OGG",
        "494433, MP3",
        "676c5446, GLB",
        "706c61696e20776f726473, TEXT",
        "3c737667206f6e6c6f61643d783e, TEXT",
        "000102, OTHER",
        "89504e, OTHER",
    })
    void isToldByTheFirstBytes(String head, String media) {
        assertThat(Media.ofContent(HexFormat.of().parseHex(head))).isEqualTo(Media.valueOf(media));
    }

    @Test
    void doesNotMindACharacterThatIsCutOff() {
        var text = "ä€𝄞".getBytes(StandardCharsets.UTF_8);

        for (int length = 1; length <= text.length; length++) {
            assertThat(Media.ofContent(Arrays.copyOf(text, length)))
                    .as("%d bytes", length)
                    .isEqualTo(length == 1 ? Media.OTHER : Media.TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "application/javascript", "text/xml", "model/gltf+json"})
    void doesNotKnowTypesInWhichSomethingCanRun(String type) {
        assertThat(Media.ofType(type)).isEmpty();
    }

    @Test
    void showsOnlyPicturesFilmsAndSounds() {
        assertThat(Media.values())
                .filteredOn(Media::shown)
                .allMatch(media -> media.type().matches("(image|video|audio)/[a-z0-9]+"));
    }
}
