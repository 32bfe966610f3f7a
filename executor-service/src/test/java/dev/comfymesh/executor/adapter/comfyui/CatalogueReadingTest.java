package dev.comfymesh.executor.adapter.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.Catalogue;
import dev.comfymesh.executor.domain.Catalogue.Input;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogueReadingTest {
    private static final SortedMap<String, List<String>> NO_ROUTE = new TreeMap<>();

    @Test
    void readsTheInputsOfAClass() {
        var catalogue = read("""
                {"KSampler": {"python_module": "nodes", "input": {
                    "required": {"seed": ["INT", {"min": 0}], "sampler_name": [["euler", "lcm"], {}]},
                    "optional": {"format": ["COMBO", {"options": ["a", "b"]}]},
                    "hidden": {"prompt": "PROMPT"}}}}""");

        assertThat(catalogue.inputs().get("KSampler"))
                .isEqualTo(Map.of(
                        "seed", new Input(true, "INT", null),
                        "sampler_name", new Input(true, "COMBO", List.of("euler", "lcm")),
                        "format", new Input(false, "COMBO", List.of("a", "b"))));
    }

    @Test
    void readsModelsFromTheChoicesOfLoaders() {
        var catalogue = read("""
                {"VAELoader": {"input": {"required": {"vae_name": ["COMBO", {"options": ["b.pt", "a.pt"]}]}}},
                 "CheckpointLoaderSimple": {"input": {"required": {"ckpt_name": [["sd.safetensors"], {}]}}}}""");

        assertThat(catalogue.nodeClasses()).containsExactly("CheckpointLoaderSimple", "VAELoader");
        assertThat(catalogue.models())
                .isEqualTo(Map.of("checkpoints", Set.of("sd.safetensors"), "vae", Set.of("a.pt", "b.pt")));
        assertThat(catalogue.inputs().get("VAELoader")).containsValue(new Input(true, "COMBO", null));
    }

    @Test
    void addsWhatTheFoldersHoldToWhatTheLoadersOffer() {
        var catalogue = CatalogueReading.catalogue(
                        Buffer.buffer("""
                {"VAELoader": {"input": {"required": {"vae_name": [["a.pt", "pixel_space"]]}}}}"""), new TreeMap<>(Map.of("vae", List.of("a.pt"), "sams", List.of("sam.pth"))))
                .orElseThrow();

        assertThat(catalogue.models())
                .isEqualTo(Map.of("sams", Set.of("sam.pth"), "vae", Set.of("a.pt", "pixel_space")));
    }

    @Test
    void keepsNamesOfOtherFilesToThemselves() {
        var catalogue = read("""
                {"LoadImage": {"input": {"required": {"image": [["my face.png"], {"image_upload": true}]}}}}""");

        assertThat(catalogue.inputs().get("LoadImage")).containsValue(new Input(true, "COMBO", null));
    }

    @Test
    void knowsThePackOfEachClass() {
        var catalogue = read("""
                {"A": {"python_module": "custom_nodes.ComfyUI-Pack"}, "B": {"python_module": "nodes"}, "C": {}}""");

        assertThat(catalogue.packs()).isEqualTo(Map.of("custom_nodes.ComfyUI-Pack", Set.of("A"), "nodes", Set.of("B")));
        assertThat(catalogue.nodeClasses()).containsExactly("A", "B", "C");
    }

    @Test
    void takesNothingElseForACatalogue() {
        assertThat(CatalogueReading.catalogue(Buffer.buffer("[]"), NO_ROUTE)).isEmpty();
        assertThat(CatalogueReading.catalogue(Buffer.buffer("{\"A\": {"), NO_ROUTE))
                .isEmpty();
        assertThat(CatalogueReading.catalogue(Buffer.buffer("<html>"), NO_ROUTE))
                .isEmpty();
    }

    private static Catalogue read(String objectInfo) {
        return CatalogueReading.catalogue(Buffer.buffer(objectInfo), NO_ROUTE).orElseThrow();
    }
}
