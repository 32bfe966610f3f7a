package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.NodePhase;
import dev.comfymesh.contracts.NodeProgress;
import dev.comfymesh.executor.domain.NodeEvent.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a run is, over all nodes of its graph. Each node weighs what it took in earlier runs, or all weigh the same; what the
 * cache had counts as done. The fraction never falls.
 */
public record RunProgress(
        Graph graph, RunHistory history, Set<String> cached, Map<String, List<NodeState>> begun, double fraction) {
    public RunProgress {
        cached = Set.copyOf(cached);
    }

    public static RunProgress of(Graph graph, RunHistory history) {
        return new RunProgress(graph, history, Set.of(), Map.of(), 0);
    }

    public RunProgress with(Set<String> cachedNodes, List<NodeState> latest) {
        var begun = new LinkedHashMap<String, List<NodeState>>();
        latest.forEach(state ->
                begun.computeIfAbsent(state.node(), _ -> new ArrayList<>()).add(state));
        var next = new RunProgress(graph, history, cachedNodes, begun, fraction);
        return new RunProgress(graph, history, cachedNodes, begun, Math.max(fraction, next.doneOfAll()));
    }

    /**
     * The time that it still takes: what earlier runs let expect, corrected by how long this one took so far the more of it is
     * done. Empty without an earlier run.
     */
    public Optional<Duration> remaining(Duration elapsed) {
        var expected = weight(graph.nodeIds()) - weight(cached);
        if (history.isEmpty() || expected <= 0) {
            return Optional.empty();
        }
        var left = 1 - Math.clamp(done() / expected, 0.0, 1.0);
        return Optional.of(Duration.ofMillis(Math.round(left * (left * expected + elapsed.toMillis()))));
    }

    /** The node that works now, or the last one that did. */
    public Optional<NodeProgress> current() {
        var nodes = begun.keySet().stream().map(this::progress).toList();
        return nodes.stream()
                .filter(node -> node.phase() == NodePhase.RUNNING)
                .findFirst()
                .or(() -> nodes.reversed().stream().findFirst());
    }

    /** Every node that has begun, those from the cache first. */
    public List<NodeProgress> nodes() {
        var nodes = new ArrayList<NodeProgress>();
        cached.stream()
                .sorted()
                .forEach(node -> nodes.add(new NodeProgress(node, graph.title(node), NodePhase.CACHED, 1, 1)));
        begun.keySet().stream()
                .filter(node -> !cached.contains(node))
                .map(this::progress)
                .forEach(nodes::add);
        return nodes;
    }

    private NodeProgress progress(String node) {
        var states = begun.getOrDefault(node, List.of());
        var running = states.stream().filter(state -> !state.finished()).findFirst();
        var shown = running.orElseGet(states::getLast);
        var steps = Math.max(1, (int) shown.max());
        var phase = running.isPresent() ? NodePhase.RUNNING : NodePhase.DONE;
        return new NodeProgress(
                node, graph.title(node), phase, phase == NodePhase.DONE ? steps : (int) shown.value(), steps);
    }

    private double doneOfAll() {
        var all = weight(graph.nodeIds());
        return all <= 0 ? 0 : Math.clamp((weight(cached) + done()) / all, 0.0, 1.0);
    }

    /** The weight of what was computed so far. A node that expands while it runs is as far as its parts are on average. */
    private double done() {
        return begun.entrySet().stream()
                .filter(node -> !cached.contains(node.getKey()))
                .mapToDouble(node -> weight(node.getKey())
                        * node.getValue().stream()
                                .mapToDouble(RunProgress::done)
                                .average()
                                .orElse(0))
                .sum();
    }

    private double weight(Iterable<String> nodes) {
        var sum = 0.0;
        for (var node : nodes) {
            sum += weight(node);
        }
        return sum;
    }

    private double weight(String node) {
        if (!graph.nodes().containsKey(node)) {
            return 0;
        }
        return history.isEmpty() ? 1 : history.millisOf(node);
    }

    private static double done(NodeState state) {
        if (state.finished()) {
            return 1;
        }
        return state.max() <= 0 ? 0 : Math.clamp(state.value() / state.max(), 0.0, 1.0);
    }
}
