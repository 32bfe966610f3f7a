package dev.comfymesh.executor.adapter.provider;

import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.provider.Work;
import java.util.List;
import java.util.Map;

/** Graphs for providers that take any. */
final class Graphs {
    private Graphs() {}

    /** Paints one colour. */
    static Work plain(int width, int height) {
        var image = Map.<String, Object>of("width", width, "height", height, "batch_size", 1, "color", 255);
        return work(Map.of("1", node("EmptyImage", image), "9", saved("1")));
    }

    /** Saves again what it reads. */
    static Work copy(String file) {
        return work(Map.of("1", node("LoadImage", Map.of("image", file)), "9", saved("1")));
    }

    static Work missingModel() {
        var latent = Map.<String, Object>of("width", 64, "height", 64, "batch_size", 1);
        return work(Map.of(
                "1",
                node("CheckpointLoaderSimple", Map.of("ckpt_name", "none.safetensors")),
                "2",
                node("EmptyLatentImage", latent),
                "3",
                node("VAEDecode", Map.of("samples", List.of("2", 0), "vae", List.of("1", 2))),
                "9",
                saved("3")));
    }

    static Work missingClass() {
        return work(Map.of("1", node("Nonsense", Map.of()), "9", saved("1")));
    }

    private static Work work(Map<String, Object> nodes) {
        return new Work.AnyGraph(new Graph(nodes));
    }

    private static Map<String, Object> saved(String images) {
        return node("SaveImage", Map.of("images", List.of(images, 0), "filename_prefix", "a"));
    }

    private static Map<String, Object> node(String nodeClass, Map<String, Object> inputs) {
        return Map.of("class_type", nodeClass, "inputs", inputs);
    }
}
