package dev.comfymesh.kit.parked;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{\"a\": 1} | {\"a\":1}", "{\"a\": | \"{\\\"a\\\":\"", "~~ | \"\"", "1 2 | \"1 2\""})
    void isShownAsJsonOrElseAsText(String payload, String shown) {
        assertThat(Payload.shown(payload.getBytes(StandardCharsets.UTF_8))).hasToString(shown);
    }
}
