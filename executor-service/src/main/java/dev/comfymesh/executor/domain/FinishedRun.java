package dev.comfymesh.executor.domain;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What a node says of a run that it finished: what it left, the nodes it took from its cache, and the time it spent. */
public record FinishedRun(List<Output> outputs, Set<String> cachedNodes, long gpuMillis) {
    public FinishedRun {
        outputs = List.copyOf(outputs);
        cachedNodes = Set.copyOf(cachedNodes);
    }

    /** Whether nothing of the graph was computed anew but the writing of its outputs. */
    public boolean cached(Graph graph) {
        return !cachedNodes.isEmpty()
                && graph.nodeIds().stream().allMatch(node -> cachedNodes.contains(node) || wroteOutput(node));
    }

    /** What is delivered, in the node's order: the saved files, or the temporary ones where none was saved; texts in any case. */
    public List<Output> deliverable() {
        var saved = files().anyMatch(OutputFile::saved);
        return outputs.stream()
                .filter(output -> switch (output) {
                    case OutputFile file -> saved ? file.saved() : file.temporary();
                    case OutputText _ -> true;
                })
                .toList();
    }

    /** Whether a saver that was told to name its files after the attempt shows one of another name: another run's. */
    public boolean showsFileOfAnotherRun(Graph graph, UUID attempt) {
        return files().filter(OutputFile::saved)
                .anyMatch(file -> graph.namesFilesOf(file.node()) && !file.namedAfter(attempt));
    }

    /** Whether an earlier run wrote it: its node was not run this time. */
    public boolean tookFromCache(Output output) {
        return cachedNodes.contains(output.node());
    }

    private Stream<OutputFile> files() {
        return outputs.stream().filter(OutputFile.class::isInstance).map(OutputFile.class::cast);
    }

    private boolean wroteOutput(String node) {
        return outputs.stream().anyMatch(output -> output.node().equals(node));
    }
}
