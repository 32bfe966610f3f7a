package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.domain.workflow.Graph;
import dev.comfymesh.ingest.domain.workflow.Graph.Node;
import dev.comfymesh.ingest.domain.workflow.Graph.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.TreeMap;

/** Takes a graph that was checked apart into its nodes. */
final class GraphParts {
    private GraphParts() {}

    static Graph of(ObjectNode graph) {
        var nodes = new HashMap<String, Node>();
        graph.properties().forEach(node -> nodes.put(node.getKey(), node(node.getValue())));
        return new Graph(nodes);
    }

    private static Node node(JsonNode node) {
        var inputs = new TreeMap<String, Value>();
        node.path("inputs").properties().forEach(input -> inputs.put(input.getKey(), value(input.getValue())));
        return new Node(
                node.path("class_type").textValue(),
                node.path("_meta").path("title").asText(""),
                inputs);
    }

    private static Value value(JsonNode value) {
        return GraphReader.isLink(value)
                ? new Value.Link(value.get(0).textValue(), value.get(1).intValue())
                : new Value.Literal(new String(Json.canonical(value), StandardCharsets.UTF_8));
    }
}
