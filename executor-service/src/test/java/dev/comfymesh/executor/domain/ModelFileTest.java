package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "/models/loras/a.safetensors, loras, a.safetensors, .safetensors",
        "/models/diffusion_models/sub/b.c.gguf, diffusion_models, sub/b.c.gguf, .gguf",
        "/models/vae/plain, vae, plain, ''",
        "/models/vae/odd.../x.s t, vae, odd.../x.s t, ''"
    })
    void liesInAFolderUnderItsDigest(String path, String folder, String name, String suffix) {
        var file = ModelFile.at(path, DIGEST, "key", 1).orElseThrow();

        assertThat(file.folder()).isEqualTo(folder);
        assertThat(file.name()).isEqualTo(name);
        assertThat(file.placedName()).isEqualTo("cm-" + DIGEST + suffix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/input/a.png", "/models/a.safetensors", "/models/../a/b", "/models/.x/b", "models/loras/a", ""})
    void isNothingElse(String path) {
        assertThat(ModelFile.at(path, DIGEST, "key", 1)).isEmpty();
    }

    @Test
    void hasADigest() {
        assertThat(ModelFile.at("/models/loras/a", "../../x", "key", 1)).isEmpty();
    }
}
