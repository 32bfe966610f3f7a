package dev.comfymesh.executor.domain;

import java.util.List;
import java.util.function.Supplier;

/** What a node says on its socket about one run, or about its queue. A hint only: events get lost. */
public sealed interface NodeEvent {
    /** How far one node of a graph is, as the target counts it. */
    record NodeState(String node, double value, double max, boolean finished) {}

    record Started(String run) implements NodeEvent {}

    record Cached(String run, List<String> nodes) implements NodeEvent {
        public Cached {
            nodes = List.copyOf(nodes);
        }
    }

    /** A node of the graph is worked on from now on. */
    record Began(String run, String node) implements NodeEvent {}

    /** {@code nodes} are read from what the node said when they are asked for: most of these events are never told. */
    record Progressed(String run, Supplier<List<NodeState>> nodes) implements NodeEvent {}

    /** The same of the node that works alone: all that older servers tell. */
    record Stepped(String run, Supplier<NodeState> node) implements NodeEvent {}

    /** The run is over, or nearly so; how it ended only a look can tell. */
    record Over(String run) implements NodeEvent {}

    /** {@code run} is empty where the target does not say whose picture it is: then it is of the run it works on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Previewed(String run, String mediaType, byte[] image) implements NodeEvent {}

    record QueueChanged(int remaining) implements NodeEvent {}
}
