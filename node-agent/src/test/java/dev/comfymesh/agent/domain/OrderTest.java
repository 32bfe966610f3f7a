package dev.comfymesh.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void hasTheSuffixOfItsName() {
        assertThat(new Order(DIGEST, "loras", "cm-" + DIGEST + ".safetensors", 1).suffix())
                .isEqualTo(".safetensors");
        assertThat(new Order(DIGEST, "loras", "cm-" + DIGEST, 1).suffix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b", "/etc", "a\\b", "c:", "loras ", ".hidden", "a\0"})
    void isForNoFolderThatCouldLeadElsewhere(String folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Order(DIGEST, folder, "cm-" + DIGEST, 1))
                .withMessageContaining("is not the name of a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.safetensors", "/../x", "/x", ".a/../../x", ".", ".safe tensors", ".a.b"})
    void hasNoNameButItsDigestAndASuffix(String tail) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Order(DIGEST, "loras", "cm-" + DIGEST + tail, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Order(DIGEST, "loras", "x.safetensors", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Order(DIGEST, "loras", "cm-" + "f".repeat(64) + ".safetensors", 1));
    }
}
