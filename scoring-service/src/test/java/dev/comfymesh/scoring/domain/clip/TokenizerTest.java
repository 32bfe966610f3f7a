package dev.comfymesh.scoring.domain.clip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.scoring.adapter.models.ShippedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden tokens are those of open_clip and Hugging Face; see clip_tokens.py. */
class TokenizerTest {
    private static final long END = 49_407;

    private final Tokenizer tokenizer = ShippedModels.tokenizer();

    @ParameterizedTest
    @ValueSource(strings = {"both", "openClip", "huggingFace"})
    void makesTheTokensOfOthers(String part) throws IOException {
        var wrong = new ArrayList<String>();
        for (var row : golden().required(part)) {
            var text = row.get(0).textValue();
            var golden = padded(row.get(1));
            var own = tokenizer.row(tokenizer.encode(text), Tokenizer.LENGTH, 0);
            if (!Arrays.equals(own, golden)) {
                wrong.add(text + " " + Arrays.toString(own) + " " + row.get(1));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(golden().required(part)).isNotEmpty();
    }

    @Test
    void padsBehindTheEnd() {
        var cat = tokenizer.encode("a cat");

        assertThat(tokenizer.row(cat, 6, 0)).containsExactly(49_406, 320, 2368, END, 0, 0);
        assertThat(tokenizer.row(cat, 6, END)).containsExactly(49_406, 320, 2368, END, END, END);
    }

    @Test
    void cutsOffWhatDoesNotFitAndEndsAllTheSame() {
        assertThat(tokenizer.row(tokenizer.encode("a cat a cat"), 5, 0)).containsExactly(49_406, 320, 2368, 320, END);
    }

    @Test
    void takesOneWordOfAHundredThousandLetters() {
        var word = "abcdefghij".repeat(10_000);

        assertThat(tokenizer.encode(word)).hasSizeLessThan(100_000);
    }

    @Test
    void leavesWhatWasReadInTheWrongEncodingAsItIs() {
        assertThat(tokenizer.encode("cafÃ©")).isNotEqualTo(tokenizer.encode("café"));
    }

    private static long[] padded(JsonNode tokens) {
        var padded = new long[Tokenizer.LENGTH];
        for (var at = 0; at < tokens.size(); at++) {
            padded[at] = tokens.get(at).longValue();
        }
        return padded;
    }

    private static JsonNode golden() throws IOException {
        return new ObjectMapper().readTree(TokenizerTest.class.getResource("/clip/tokens.json"));
    }
}
