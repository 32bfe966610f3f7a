package dev.comfymesh.router.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a job asks of a target; most jobs ask for the same, which is looked into once in a round.
 *
 * @param files digests of the model files that the job brings, for a node's agent to place
 * @param demands what the job demands of a target besides
 */
public record Needs(Set<String> nodeClasses, Set<ModelFile> models, Set<String> files, Demands demands) {
    public Needs {
        nodeClasses = Set.copyOf(nodeClasses);
        models = Set.copyOf(models);
        files = Set.copyOf(files);
    }

    /** Of a job that demands nothing besides. */
    public Needs(Set<String> nodeClasses, Set<ModelFile> models, Set<String> files) {
        this(nodeClasses, models, files, Demands.NONE);
    }

    /** Of a graph, whoever asks. */
    public static Needs of(List<GraphNode> nodes, Collection<String> files) {
        return of(nodes, files, Demands.NONE);
    }

    public static Needs of(List<GraphNode> nodes, Collection<String> files, Demands demands) {
        return new Needs(
                nodes.stream().map(GraphNode::classType).collect(Collectors.toSet()),
                nodes.stream().flatMap(node -> node.models().values().stream()).collect(Collectors.toSet()),
                Set.copyOf(files),
                demands);
    }

    boolean needsAgent() {
        return !files.isEmpty();
    }
}
