package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.comfymesh.ingest.domain.workflow.Graph.Value;
import dev.comfymesh.ingest.domain.workflow.GraphDiff;
import dev.comfymesh.ingest.domain.workflow.GraphDiff.InputChange;
import dev.comfymesh.ingest.domain.workflow.GraphDiff.NodeChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between two versions, node by node. */
record DiffView(String from, String to, List<ChangedNode> nodes) {
    /**
     * @param change {@code added}, {@code removed} or {@code changed}
     * @param from null if it was added
     * @param to null if it was removed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedNode(
            String id,
            String change,
            @Nullable Face from,
            @Nullable Face to,
            List<ChangedInput> inputs) {}

    /** How people know a node. */
    record Face(String classType, String title) {}

    /** A side that is missing was not set; a link is {@code [node, output]}, as in the graph. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedInput(
            String name,
            @JsonRawValue @Nullable String from,
            @JsonRawValue @Nullable String to) {}

    static DiffView of(String from, String to, GraphDiff diff) {
        return new DiffView(
                from, to, diff.changes().stream().map(DiffView::node).toList());
    }

    private static ChangedNode node(NodeChange change) {
        return switch (change) {
            case NodeChange.Added(var id, var node) ->
                new ChangedNode(id, "added", null, new Face(node.classType(), node.title()), List.of());
            case NodeChange.Removed(var id, var node) ->
                new ChangedNode(id, "removed", new Face(node.classType(), node.title()), null, List.of());
            case NodeChange.Changed(var id, var before, var after, var inputs) ->
                new ChangedNode(
                        id,
                        "changed",
                        new Face(before.classType(), before.title()),
                        new Face(after.classType(), after.title()),
                        inputs.stream().map(DiffView::input).toList());
        };
    }

    private static ChangedInput input(InputChange change) {
        return new ChangedInput(change.input(), json(change.before()), json(change.after()));
    }

    private static @Nullable String json(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Literal(var json) -> json;
            case Value.Link(var node, var output) -> "[%s,%d]".formatted(TextNode.valueOf(node), output);
        };
    }
}
