package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the target that comes closest lacks of a graph that no target can run, as its author is told. */
public final class Shortfall {
    private static final int MOST_FAULTS = 20;

    private final Lack lack;
    private final Collection<Lack> lacks;

    /** There is at least one lack, and none of them is nothing. */
    Shortfall(Collection<Lack> lacks) {
        this.lacks = lacks;
        this.lack = lacks.stream().min(Lack.BY_WEIGHT).orElseThrow();
    }

    public FailureClass failure() {
        return lack.failure();
    }

    /** Names the nodes of the graph that ask for what is missing. */
    public Cause cause(List<GraphNode> nodes) {
        return new Cause(failure().name().toLowerCase(Locale.ROOT), detail(), faults(nodes));
    }

    private String detail() {
        return failure() == FailureClass.INPUT_MISSING
                ? "The job brings model files, and no target has an agent that could place them."
                : "No target offers all of: " + lack.names() + ".";
    }

    private @Nullable List<GraphFault> faults(List<GraphNode> nodes) {
        var faults = new ArrayList<GraphFault>();
        for (var node : nodes) {
            if (lack.nodeClasses().contains(node.classType())) {
                faults.add(missingClass(node));
            }
            node.models().forEach((input, model) -> {
                if (lack.models().contains(model)) {
                    faults.add(missingModel(node, input, model));
                }
            });
        }
        return faults.isEmpty() ? null : faults.stream().limit(MOST_FAULTS).toList();
    }

    private GraphFault missingClass(GraphNode node) {
        var nowhere = lacks.stream().allMatch(other -> other.nodeClasses().contains(node.classType()));
        return new GraphFault(
                node.id(),
                node.title(),
                node.classType(),
                null,
                "node_class_missing",
                "%s offers the node class '%s'%s".formatted(who(nowhere), node.classType(), rest(nowhere)));
    }

    private GraphFault missingModel(GraphNode node, String input, ModelFile model) {
        var nowhere = lacks.stream().allMatch(other -> other.models().contains(model));
        return new GraphFault(
                node.id(),
                node.title(),
                node.classType(),
                input,
                "model_missing",
                "%s has the model '%s' in %s%s".formatted(who(nowhere), model.name(), model.folder(), rest(nowhere)));
    }

    private static String who(boolean nowhere) {
        return nowhere ? "No target" : "No target that has the rest";
    }

    private static String rest(boolean nowhere) {
        return nowhere ? "." : ": what this graph needs lies on different targets.";
    }
}
