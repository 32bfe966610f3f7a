package dev.comfymesh.ingest.domain.workflow;

import dev.comfymesh.ingest.domain.workflow.Graph.Value;
import dev.comfymesh.ingest.domain.workflow.GraphDiff.InputChange;
import dev.comfymesh.ingest.domain.workflow.GraphDiff.NodeChange;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A difference as people read it: a line for each node, and one below it for each of its inputs that changed. */
public final class DiffText {
    private static final int LONGEST_VALUE = 120;

    private DiffText() {}

    public static String of(GraphDiff diff) {
        return diff.changes().isEmpty()
                ? "No difference.\n"
                : diff.changes().stream().flatMap(DiffText::lines).collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> lines(NodeChange change) {
        return switch (change) {
            case NodeChange.Added added ->
                Stream.concat(
                        Stream.of("+ node %s: %s"
                                .formatted(added.id(), added.node().label())),
                        added.node().inputs().entrySet().stream()
                                .map(input -> line(new InputChange(input.getKey(), null, input.getValue()))));
            case NodeChange.Removed removed ->
                Stream.of("- node %s: %s".formatted(removed.id(), removed.node().label()));
            case NodeChange.Changed changed ->
                Stream.concat(
                        Stream.of(head(changed)), changed.inputs().stream().map(DiffText::line));
        };
    }

    private static String head(NodeChange.Changed changed) {
        var before = changed.before().label();
        var after = changed.after().label();
        return "~ node %s: %s".formatted(changed.id(), before.equals(after) ? after : before + " -> " + after);
    }

    private static String line(InputChange change) {
        if (change.before() == null) {
            return "    + %s: %s".formatted(change.input(), shown(change.after()));
        }
        return change.after() == null
                ? "    - %s: %s".formatted(change.input(), shown(change.before()))
                : "    ~ %s: %s -> %s".formatted(change.input(), shown(change.before()), shown(change.after()));
    }

    private static String shown(@Nullable Value value) {
        var text = String.valueOf(value);
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
