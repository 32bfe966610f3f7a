package dev.comfymesh.ingest.domain.workflow;

import dev.comfymesh.ingest.domain.workflow.Graph.Node;
import dev.comfymesh.ingest.domain.workflow.Graph.Value;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In what two graphs differ, node by node: empty exactly if in nothing. Nodes are the same if they have the same id, for ComfyUI's
 * editor keeps ids.
 */
public record GraphDiff(List<NodeChange> changes) {
    public GraphDiff {
        changes = List.copyOf(changes);
    }

    /** What became of one node. */
    public sealed interface NodeChange {
        String id();

        record Added(String id, Node node) implements NodeChange {}

        record Removed(String id, Node node) implements NodeChange {}

        /** @param inputs those that differ; none if only the class or the title does */
        record Changed(String id, Node before, Node after, List<InputChange> inputs) implements NodeChange {
            public Changed {
                inputs = List.copyOf(inputs);
            }
        }
    }

    /**
     * What became of an input of a node.
     *
     * @param before null if it was not set
     * @param after null if it is not set any more
     */
    public record InputChange(
            String input, @Nullable Value before, @Nullable Value after) {}

    public static GraphDiff between(Graph before, Graph after) {
        var ids = new TreeSet<>(Graph.BY_NUMBER);
        ids.addAll(before.nodes().keySet());
        ids.addAll(after.nodes().keySet());
        return new GraphDiff(ids.stream()
                .flatMap(id -> compare(id, before.nodes().get(id), after.nodes().get(id)))
                .toList());
    }

    private static Stream<NodeChange> compare(String id, @Nullable Node before, @Nullable Node after) {
        if (before == null || after == null) {
            return Stream.concat(
                    Stream.ofNullable(before).map(node -> new NodeChange.Removed(id, node)),
                    Stream.ofNullable(after).map(node -> new NodeChange.Added(id, node)));
        }
        return before.equals(after)
                ? Stream.empty()
                : Stream.of(new NodeChange.Changed(id, before, after, inputs(before, after)));
    }

    private static List<InputChange> inputs(Node before, Node after) {
        var names = new TreeSet<>(before.inputs().keySet());
        names.addAll(after.inputs().keySet());
        return names.stream()
                .map(name -> new InputChange(
                        name, before.inputs().get(name), after.inputs().get(name)))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .toList();
    }
}
