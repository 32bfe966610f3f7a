package dev.comfymesh.router.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a graph asks of a target; most jobs ask for the same, which is looked into once in a round.
 *
 * @param files digests of the model files that the job brings, for a node's agent to place
 */
public record Needs(Set<String> nodeClasses, Set<ModelFile> models, Set<String> files) {
    public Needs {
        nodeClasses = Set.copyOf(nodeClasses);
        models = Set.copyOf(models);
        files = Set.copyOf(files);
    }

    public static Needs of(List<GraphNode> nodes, Collection<String> files) {
        return new Needs(
                nodes.stream().map(GraphNode::classType).collect(Collectors.toSet()),
                nodes.stream().flatMap(node -> node.models().values().stream()).collect(Collectors.toSet()),
                Set.copyOf(files));
    }

    boolean needsAgent() {
        return !files.isEmpty();
    }
}
