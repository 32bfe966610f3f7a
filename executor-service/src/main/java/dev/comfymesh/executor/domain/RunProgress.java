package dev.comfymesh.executor.domain;

import dev.comfymesh.executor.domain.NodeEvent.NodeProgress;
import java.util.List;
import java.util.Optional;

/** How far a run is, over all nodes of its graph; a node taken from the cache counts as done. */
public record RunProgress(int nodes, int cached, List<NodeProgress> states) {
    public RunProgress {
        states = List.copyOf(states);
    }

    public static RunProgress of(Graph graph) {
        return new RunProgress(Math.max(1, graph.nodes().size()), 0, List.of());
    }

    public RunProgress withCached(int count) {
        return new RunProgress(nodes, count, states);
    }

    public RunProgress with(List<NodeProgress> latest) {
        return new RunProgress(nodes, cached, latest);
    }

    /** In [0, 1]; graphs that expand while they run may have more states than nodes. */
    public double fraction() {
        var done = states.stream().mapToDouble(RunProgress::done).sum();
        return Math.clamp((cached + done) / nodes, 0.0, 1.0);
    }

    /** The node that works now, or the last one that did. */
    public Optional<NodeProgress> current() {
        return states.stream()
                .filter(state -> !state.finished())
                .findFirst()
                .or(() -> states.reversed().stream().findFirst());
    }

    private static double done(NodeProgress state) {
        return state.finished() || state.max() <= 0 ? 1 : Math.clamp(state.value() / state.max(), 0.0, 1.0);
    }
}
