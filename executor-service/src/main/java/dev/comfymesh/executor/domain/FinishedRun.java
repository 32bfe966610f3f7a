package dev.comfymesh.executor.domain;

import java.util.List;
import java.util.Set;

/** What a node says of a run that it finished: the files it wrote, the nodes it took from its cache, and the time it spent. */
public record FinishedRun(List<OutputFile> outputs, Set<String> cachedNodes, long gpuMillis) {
    public FinishedRun {
        outputs = List.copyOf(outputs);
        cachedNodes = Set.copyOf(cachedNodes);
    }

    /** Whether nothing of the graph was computed anew but the writing of its outputs. */
    public boolean cached(Graph graph) {
        return !cachedNodes.isEmpty()
                && graph.nodeIds().stream().allMatch(node -> cachedNodes.contains(node) || wroteOutput(node));
    }

    private boolean wroteOutput(String node) {
        return outputs.stream().anyMatch(output -> output.node().equals(node));
    }
}
