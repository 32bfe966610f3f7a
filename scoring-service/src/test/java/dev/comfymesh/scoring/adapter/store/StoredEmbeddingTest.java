package dev.comfymesh.scoring.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.scoring.domain.Embedding;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StoredEmbeddingTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void readsWhatItWrote() {
        var embedding = Embedding.of(DIGEST, new float[] {0.1f, -0.2f, 3});
        var text = StoredEmbedding.text(embedding);

        assertThat(text).startsWith("\\x" + DIGEST).hasSize(2 + 64 + 3 * 8);
        assertThat(StoredEmbedding.read(HexFormat.of().parseHex(text.substring(2))))
                .isEqualTo(embedding);
    }

    @Test
    void writesNoneWhoseModelNobodyKnows() {
        assertThatThrownBy(() -> StoredEmbedding.text(new Embedding("abcd", new float[1])))
                .hasMessageContaining("no SHA-256");
    }
}
