package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.domain.GraphNode;
import dev.comfymesh.router.domain.Input;
import dev.comfymesh.router.domain.ModelFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphReadingTest {
    private static final InputFile PICTURE =
            new InputFile("/input/face.png", "t/acme/u/1", "image/png", 1, "0".repeat(64));
    private static final InputFile LORA = new InputFile(
            "/models/loras/mine.safetensors", "t/acme/u/2", "application/octet-stream", 1, "1".repeat(64));

    @Test
    void namesEachNodeByItsTitleOrItsClass() {
        var nodes = nodes("""
                {"3": {"class_type": "KSampler", "inputs": {}, "_meta": {"title": "Draw"}}, "9": {"class_type": "SaveImage"}}
                """);

        assertThat(nodes)
                .containsExactly(
                        new GraphNode("3", "Draw", "KSampler", Map.of()),
                        new GraphNode("9", "SaveImage", "SaveImage", Map.of()));
    }

    @Test
    void findsTheModelsThatLoadersName() {
        var nodes = nodes("""
                {"1": {"class_type": "DualCLIPLoader", "inputs": {"clip_name1": "l.safetensors", "clip_name2": "t5.gguf"}},
                 "2": {"class_type": "CLIPVisionLoader", "inputs": {"clip_name": "h.safetensors"}}}
                """);

        assertThat(nodes.get(0).models())
                .isEqualTo(Map.of(
                        "clip_name1", new ModelFile("text_encoders", "l.safetensors"),
                        "clip_name2", new ModelFile("text_encoders", "t5.gguf")));
        assertThat(nodes.get(1).models()).isEqualTo(Map.of("clip_name", new ModelFile("clip_vision", "h.safetensors")));
    }

    @Test
    void asksForNoModelWhereAnInputIsLinkedOrNamesNoFileOrIsOfAnUnknownLoader() {
        var nodes = nodes("""
                {"1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": ["7", 0]}},
                 "2": {"class_type": "VAELoader", "inputs": {"vae_name": "taesd"}},
                 "3": {"class_type": "HomeMadeLoader", "inputs": {"thing": "x.safetensors"}}}
                """);

        assertThat(nodes).allSatisfy(node -> assertThat(node.models()).isEmpty());
    }

    @Test
    void asksForNoModelThatTheJobBrings() {
        var files = GraphReading.modelFiles(List.of(PICTURE, LORA));
        var graph = graph("""
                {"1": {"class_type": "LoraLoader", "inputs": {"lora_name": "mine.safetensors"}}}
                """);

        assertThat(files).containsExactly(LORA);
        assertThat(GraphReading.nodes(graph, files).getFirst().models()).isEmpty();
        assertThat(GraphReading.nodes(graph, List.of()).getFirst().models()).hasSize(1);
    }

    @Test
    void countsAFileThatIsReadTwiceOnceAndNoModel() {
        var again = new InputFile("/input/copy.png", "t/acme/u/1", "image/png", 1, "0".repeat(64));

        assertThat(GraphReading.inputs(List.of(PICTURE, LORA, again))).containsExactly(new Input("0".repeat(64), 1));
        assertThat(GraphReading.inputs(null)).isEmpty();
    }

    @Test
    void leavesOutWhatNoTableTakes() {
        var nodes = nodes("""
                {"1": {"class_type": "KSampler", "_meta": {"title": "a\\u0000b\\ud800c\\ud83d\\ude00"}}, "2": 7, "": {"class_type": ""}}
                """);

        assertThat(nodes)
                .containsExactly(
                        new GraphNode("1", "abc\ud83d\ude00", "KSampler", Map.of()),
                        new GraphNode("?", "?", "", Map.of()));
    }

    private static List<GraphNode> nodes(String json) {
        return GraphReading.nodes(graph(json), List.of());
    }

    private static JsonNode graph(String json) {
        return WireJson.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
