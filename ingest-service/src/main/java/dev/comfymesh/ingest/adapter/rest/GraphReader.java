package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.domain.Caller;
import java.util.regex.Pattern;

/** Checks that a graph is one in ComfyUI's API format whose links lead somewhere; whether it can run, targets know. */
final class GraphReader {
    private static final String PROMPT = "prompt";

    /** Names under which the mesh keeps tenants' files at its nodes: whoever knew another's could read it. */
    private static final Pattern OURS = Pattern.compile("(^|[/\\\\])cm[/\\\\]|cm-[0-9a-f]{64}");

    private final Caller caller;

    GraphReader(Caller caller) {
        this.caller = caller;
    }

    /** Notes what is wrong with the graph's nodes, under {@code graph}. */
    void check(Fields workflow, ObjectNode graph) {
        if (graph.path("nodes").isArray()) {
            throw Refusal.UI_FORMAT.exception();
        }
        if (isWrapper(graph)) {
            throw Refusal.WRAPPED_PROMPT.exception();
        }
        if (graph.isEmpty()) {
            workflow.wrong("graph", "has no nodes");
        }
        graph.properties().forEach(node -> check(workflow, graph, node.getKey(), node.getValue()));
    }

    /** Whether this is what a client of ComfyUI sends, with the graph inside. */
    static boolean isWrapper(ObjectNode object) {
        var prompt = object.path(PROMPT);
        return prompt.isObject() && !prompt.has("class_type");
    }

    private void check(Fields workflow, ObjectNode graph, String id, JsonNode node) {
        var path = "graph." + id;
        if (!node.isObject()) {
            workflow.wrong(path, "must be a node: an object with 'class_type' and 'inputs'");
            return;
        }
        var classType = node.path("class_type");
        if (!classType.isTextual() || classType.textValue().isBlank()) {
            workflow.wrong(path + ".class_type", "must be the name of a node class");
        } else if (!caller.mayUseClass(classType.textValue())) {
            workflow.wrong(path + ".class_type", "is a node class that this tenant may not use");
        }
        if (!node.path("inputs").isObject()) {
            workflow.wrong(path + ".inputs", "must be an object of the node's inputs");
            return;
        }
        node.path("inputs").properties().forEach(input -> {
            var place = path + ".inputs." + input.getKey();
            if (isLink(input.getValue())) {
                checkLink(workflow, graph, place, input.getValue());
            } else if (namesOurs(input.getValue())) {
                workflow.wrong(place, "names a file that the mesh keeps; name your own in 'files'");
            }
        });
    }

    private static boolean namesOurs(JsonNode value) {
        return value.isTextual()
                ? OURS.matcher(value.textValue()).find()
                : value.valueStream().anyMatch(GraphReader::namesOurs);
    }

    static boolean isLink(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.get(0).isTextual()
                && value.get(1).isNumber();
    }

    private static void checkLink(Fields workflow, ObjectNode graph, String path, JsonNode link) {
        if (!graph.has(link.get(0).textValue())) {
            workflow.wrong(
                    path,
                    "links to node '%s', which the graph does not have"
                            .formatted(link.get(0).textValue()));
        } else if (link.get(1).doubleValue() < 0) {
            workflow.wrong(path, "links to a negative output");
        }
    }
}
