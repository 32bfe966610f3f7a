package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.Drawings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    /** Worked out by another program from the definition alone. */
    @ParameterizedTest
    @CsvSource({"16, c0a5bf3b40c095bf", "100, c0a6bf7b408007ff", "128, d0a7af3a4080b5bf"})
    void isWhatItsDefinitionSays(int size, String bits) {
        assertThat(Fingerprint.of(Pictures.of(size, size, Drawings.scene(size))))
                .hasToString(bits);
    }

    @Test
    void needsNoSquare() {
        assertThat(Fingerprint.of(Pictures.of(50, 40, (x, y) -> (x * 3 + y * y) % 256)))
                .hasToString("820a2f302f767dd6");
    }

    @Test
    void ofOneColourHasNothingButItsBrightness() {
        assertThat(Fingerprint.of(Pictures.flat(99))).hasToString("8000000000000000");
        assertThat(Fingerprint.of(Pictures.of(1, 1, (_, _) -> 7))).hasToString("8000000000000000");
    }

    @Test
    void countsInHowManyBitsTwoDiffer() {
        assertThat(new Fingerprint(0b1011).distance(new Fingerprint(0b0110))).isEqualTo(3);
        assertThat(new Fingerprint(0).distance(new Fingerprint(~0L))).isEqualTo(64);
    }
}
