package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of every node that a run has touched; each snapshot tells all of them again. */
final class ProgressBoard {

    private final String promptId;
    private final Map<String, @Nullable Object> nodes = new LinkedHashMap<>();

    ProgressBoard(String promptId) {
        this.promptId = promptId;
    }

    Map<String, @Nullable Object> started(Place node) {
        return set(node, 0.0, 1.0, "running");
    }

    Map<String, @Nullable Object> advanced(Place node, int value, int max) {
        return set(node, value, max, "running");
    }

    /** A node without progress of its own ends at 1.0 of 1.0, others at their last report. */
    Map<String, @Nullable Object> finished(Place node) {
        var max = Json.child(nodes, node.id()).get("max");
        return set(node, max == null ? 1 : max, max == null ? 1 : max, "finished");
    }

    private Map<String, @Nullable Object> set(Place node, Object value, Object max, String state) {
        nodes.put(
                node.id(),
                Json.object(
                        "value",
                        value,
                        "max",
                        max,
                        "state",
                        state,
                        "node_id",
                        node.id(),
                        "prompt_id",
                        promptId,
                        "display_node_id",
                        node.display(),
                        "parent_node_id",
                        node.parent(),
                        "real_node_id",
                        node.display()));
        return Json.object("prompt_id", promptId, "nodes", nodes);
    }
}
