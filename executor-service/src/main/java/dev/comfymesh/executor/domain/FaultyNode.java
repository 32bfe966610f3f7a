package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.GraphFault;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a graph that something is wrong with, as its author knows it: by the title, or where there is none by the class. */
record FaultyNode(String id, String title, String nodeClass) {
    private static final int TITLE_LIMIT = 100;
    private static final String UNKNOWN = "unknown";

    /**
     * The node of this id. Graphs that expand have nodes within the visible ones, and then the visible one is named;
     * {@code toldClass}, which the graph need not know, is what the target calls the class.
     */
    static FaultyNode of(Graph graph, String id, String toldClass) {
        var visible = graph.nodes().containsKey(id) ? id : id.split("\\.", 2)[0];
        var node = graph.nodes().get(visible) instanceof Map<?, ?> map ? map : Map.of();
        var nodeClass = toldClass.isEmpty() ? text(node, "class_type").orElse(UNKNOWN) : toldClass;
        var title = node.get("_meta") instanceof Map<?, ?> meta ? text(meta, "title") : Optional.<String>empty();
        return new FaultyNode(visible, title.map(FaultyNode::bounded).orElse(nodeClass), nodeClass);
    }

    /** {@code what} is a sentence that wants its capital and its full stop; never empty. */
    GraphFault fault(@Nullable String input, String code, String what) {
        var sentence = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ".";
        return new GraphFault(id, title, nodeClass, input, code, sentence);
    }

    /** The node in a sentence. */
    @Override
    public String toString() {
        return title.equals(nodeClass)
                ? "%s (node %s)".formatted(nodeClass, id)
                : "'%s' (node %s, %s)".formatted(title, id, nodeClass);
    }

    private static Optional<String> text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static String bounded(String title) {
        var line = title.strip().lines().findFirst().orElse("");
        return line.length() <= TITLE_LIMIT ? line : line.substring(0, TITLE_LIMIT) + "…";
    }
}
