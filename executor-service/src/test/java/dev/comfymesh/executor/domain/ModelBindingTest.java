package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelBindingTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private final ModelBinding binding = new ModelBinding(List.of(
            file("/models/loras/mine.safetensors", A),
            file("/models/vae/mine.safetensors", B),
            file("/models/unet/deep/er.gguf", B)));

    @Test
    void namesAFileAsItIsCalledOnTheNode() {
        assertThat(bound("LoraLoader", "lora_name", "mine.safetensors")).isEqualTo("cm-" + A + ".safetensors");
        assertThat(bound("VAELoader", "vae_name", "mine.safetensors")).isEqualTo("cm-" + B + ".safetensors");
    }

    @Test
    void goesByTheNameAloneWhereTheFolderIsUnknown() {
        assertThat(bound("SomebodysLoader", "file", "mine.safetensors")).isEqualTo("cm-" + A + ".safetensors");
    }

    @Test
    void knowsFoldersByTheirFormerNames() {
        assertThat(bound("UNETLoader", "unet_name", "deep/er.gguf")).isEqualTo("cm-" + B + ".gguf");
    }

    @Test
    void leavesTheNodesOwnModelsAndEverythingElseAlone() {
        assertThat(bound("CheckpointLoaderSimple", "ckpt_name", "mine.safetensors"))
                .isEqualTo("mine.safetensors");
        assertThat(bound("LoraLoader", "lora_name", "other.safetensors")).isEqualTo("other.safetensors");
        assertThat(bound("LoraLoader", "strength_model", 0.5)).isEqualTo(0.5);
        assertThat(bound("LoraLoader", "model", List.of("mine.safetensors", 0)))
                .isEqualTo(List.of("mine.safetensors", 0));
    }

    @Test
    void changesNothingOfTheGraphItIsGiven() {
        var graph = graph("LoraLoader", "lora_name", "mine.safetensors");

        assertThat(binding.bind(graph)).isNotEqualTo(graph);

        assertThat(graph).isEqualTo(graph("LoraLoader", "lora_name", "mine.safetensors"));
        assertThat(new ModelBinding(List.of()).bind(graph)).isSameAs(graph);
    }

    private Object bound(String nodeClass, String input, Object value) {
        var node =
                (Map<?, ?>) binding.bind(graph(nodeClass, input, value)).nodes().get("1");
        return ((Map<?, ?>) node.get("inputs")).get(input);
    }

    private static Graph graph(String nodeClass, String input, Object value) {
        return new Graph(Map.of("1", Map.of("class_type", nodeClass, "inputs", Map.of(input, value))));
    }

    private static ModelFile file(String path, String digest) {
        return ModelFile.at(path, digest, "key", 1).orElseThrow();
    }
}
