package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final UUID ATTEMPT = UUID.fromString("00000000-0000-5000-8000-000000000001");

    @Test
    void setsLiteralSeedsByTheNameOfTheirInput() {
        assertThat(prepared("KSampler", Map.of("seed", 1, "steps", 20))).isEqualTo(Map.of("seed", 77L, "steps", 20));
        assertThat(prepared("SamplerCustom", Map.of("noise_seed", 5_000_000_000L)))
                .isEqualTo(Map.of("noise_seed", 77L));
    }

    @Test
    void leavesSeedsAloneThatAreLinkedOrNoNumbers() {
        var inputs = Map.<String, Object>of("seed", List.of("4", 0), "noise_seed", "fixed");

        assertThat(prepared("KSampler", inputs)).isEqualTo(inputs);
    }

    @Test
    void endsEveryFileNameWithTheAttempt() {
        assertThat(prefix("portraits/hero")).isEqualTo("portraits/hero_" + ATTEMPT);
        assertThat(prefix("portraits/")).isEqualTo("portraits/" + ATTEMPT);
        assertThat(prefix("")).isEqualTo(ATTEMPT.toString());
    }

    @Test
    void leavesALinkedPrefixAlone() {
        var inputs = Map.<String, Object>of("filename_prefix", List.of("7", 0));

        assertThat(prepared("SaveImage", inputs)).isEqualTo(inputs);
    }

    @Test
    void dropsTokensThatWouldFreezeTheCache() {
        var node = Map.<String, Object>of("class_type", "LoadImage", "inputs", Map.of(), "is_changed", List.of("abc"));

        assertThat(new Graph(Map.of("1", node)).preparedFor(ATTEMPT, 77).nodes())
                .isEqualTo(Map.of("1", Map.of("class_type", "LoadImage", "inputs", Map.of())));
    }

    @Test
    void callsFilesByTheirNewNamesWhereverTheyAreNamed() {
        var files = Map.of("a.png", "cm/acme/1.png", "sub/b.png", "cm/acme/2.png");
        var inputs = Map.<String, Object>of(
                "image", "a.png",
                "mask", "sub/b.png [input]",
                "list", List.of("sub/b.png", "a.png"),
                "wrapped", Map.of("__value__", List.of("a.png")),
                "link", List.of("a.png", 0),
                "text", "a.png is a file",
                "filename_prefix", "a.png");

        var named = new Graph(Map.of("3", node("Any", inputs))).naming(files);

        assertThat(named.nodes().get("3"))
                .isEqualTo(node(
                        "Any",
                        Map.of(
                                "image", "cm/acme/1.png",
                                "mask", "cm/acme/2.png [input]",
                                "list", List.of("cm/acme/2.png", "cm/acme/1.png"),
                                "wrapped", Map.of("__value__", List.of("cm/acme/1.png")),
                                "link", List.of("a.png", 0),
                                "text", "a.png is a file",
                                "filename_prefix", "a.png")));
    }

    @Test
    void doesNotChangeTheGraphItself() {
        var nodes = Map.<String, Object>of("3", node("KSampler", Map.of("seed", 1)));

        var _ = new Graph(nodes).preparedFor(ATTEMPT, 77);

        assertThat(nodes).isEqualTo(Map.of("3", node("KSampler", Map.of("seed", 1))));
    }

    private static Object prefix(String prefix) {
        return ((Map<?, ?>) prepared("SaveImage", Map.of("filename_prefix", prefix))).get("filename_prefix");
    }

    private static Object prepared(String nodeClass, Map<String, Object> inputs) {
        var prepared = new Graph(Map.of("3", node(nodeClass, inputs))).preparedFor(ATTEMPT, 77);
        return ((Map<?, ?>) prepared.nodes().get("3")).get("inputs");
    }

    @Test
    void namesTheModelsThatItLoads() {
        var graph = new Graph(Map.of(
                "1", node("CheckpointLoaderSimple", Map.of("ckpt_name", "a.safetensors")),
                "2", node("LoraLoader", Map.of("lora_name", "b.safetensors", "model", List.of("1", 0))),
                "3", node("SaveImage", Map.of("filename_prefix", "c.safetensors"))));

        assertThat(graph.models()).containsExactlyInAnyOrder("a.safetensors", "b.safetensors");
    }

    @Test
    void callsANodeByItsTitleOrElseByItsClass() {
        var graph = new Graph(Map.of(
                "1", Map.of("class_type", "KSampler", "_meta", Map.of("title", "Paint")),
                "2", Map.of("class_type", "KSampler", "_meta", Map.of("title", " ")),
                "3", "no node at all"));

        assertThat(List.of("1", "2", "3")).map(graph::title).containsExactly("Paint", "KSampler", "3");
    }

    private static Map<String, Object> node(String nodeClass, Map<String, Object> inputs) {
        return Map.of("class_type", nodeClass, "inputs", inputs);
    }
}
