package dev.comfymesh.ingest.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.ingest.domain.workflow.Graph.Node;
import dev.comfymesh.ingest.domain.workflow.Graph.Value;
import dev.comfymesh.ingest.domain.workflow.GraphDiff.InputChange;
import dev.comfymesh.ingest.domain.workflow.GraphDiff.NodeChange;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GraphDiffTest {
    private static final Value LOADER = new Value.Link("4", 0);
    private static final Node SAMPLER = node("KSampler", "", Map.of("steps", json("20"), "model", LOADER));
    private static final Node SAVE = node("SaveImage", "", Map.of());

    @Test
    void findsNoDifferenceBetweenAGraphAndItself() {
        var diff = diff(Map.of("3", SAMPLER, "9", SAVE), Map.of("9", SAVE, "3", SAMPLER));

        assertThat(diff.changes()).isEmpty();
        assertThat(DiffText.of(diff)).isEqualTo("No difference.\n");
    }

    @Test
    void namesNodesThatCameAndWent() {
        var diff = diff(Map.of("3", SAMPLER), Map.of("9", SAVE));

        assertThat(diff.changes())
                .containsExactly(new NodeChange.Removed("3", SAMPLER), new NodeChange.Added("9", SAVE));
    }

    @Test
    void namesInputsThatWereSetChangedRewiredAndRemoved() {
        var before = node("KSampler", "", Map.of("steps", json("20"), "model", LOADER, "cfg", json("7.5")));
        var after = node(
                "KSampler", "", Map.of("steps", json("30"), "model", new Value.Link("10", 0), "denoise", json("1")));

        var diff = diff(Map.of("3", before), Map.of("3", after));

        assertThat(diff.changes()).singleElement().isInstanceOfSatisfying(NodeChange.Changed.class, changed -> {
            assertThat(changed.inputs())
                    .containsExactly(
                            new InputChange("cfg", json("7.5"), null),
                            new InputChange("denoise", null, json("1")),
                            new InputChange("model", LOADER, new Value.Link("10", 0)),
                            new InputChange("steps", json("20"), json("30")));
        });
    }

    @Test
    void ordersNodesAsPeopleCount() {
        var diff = diff(Map.of(), Map.of("10", SAVE, "9", SAVE, "a", SAVE, "1:2", SAVE));

        assertThat(diff.changes()).extracting(NodeChange::id).containsExactly("9", "10", "1:2", "a");
    }

    @Test
    void readsLikeALetter() {
        var before = Map.of("3", SAMPLER, "8", node("VAEDecode", "", Map.of()), "9", SAVE);
        var after = Map.of(
                "3", node("KSamplerAdvanced", "Second pass", Map.of("steps", json("30"), "model", LOADER)),
                "9", SAVE,
                "12", node("CLIPTextEncode", "Prompt", Map.of("text", json("\"a cat\""))));

        assertThat(DiffText.of(diff(before, after))).isEqualTo("""
                ~ node 3: KSampler -> KSamplerAdvanced "Second pass"
                    ~ steps: 20 -> 30
                - node 8: VAEDecode
                + node 12: CLIPTextEncode "Prompt"
                    + text: "a cat"
                """);
    }

    @Test
    void cutsValuesThatNobodyWouldRead() {
        var before = node("Note", "", Map.of("text", json("\"" + "x".repeat(500) + "\"")));

        assertThat(DiffText.of(diff(Map.of("1", before), Map.of("1", node("Note", "", Map.of())))))
                .contains("x...")
                .hasSizeLessThan(200);
    }

    private static GraphDiff diff(Map<String, Node> before, Map<String, Node> after) {
        return GraphDiff.between(new Graph(before), new Graph(after));
    }

    private static Node node(String classType, String title, Map<String, Value> inputs) {
        return new Node(classType, title, new TreeMap<>(inputs));
    }

    private static Value json(String json) {
        return new Value.Literal(json);
    }
}
