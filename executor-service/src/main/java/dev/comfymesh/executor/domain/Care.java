package dev.comfymesh.executor.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How nodes are looked after beside their runs: each may have a graph that warms it up, and a node with less than this share
 * of its memory free is asked to unload its models before it has to load others.
 */
public record Care(double freeBelow, Map<String, Graph> warmUps) {
    public Care {
        warmUps = Map.copyOf(warmUps);
    }

    public Optional<Graph> warmUp(String targetId) {
        return Optional.ofNullable(warmUps.get(targetId));
    }

    /** Never when it is unknown what is loaded, or how much memory there is. */
    public boolean needsRoom(Set<String> loaded, Set<String> wanted, Vitals vitals) {
        return !loaded.isEmpty()
                && !loaded.containsAll(wanted)
                && vitals.vramTotalBytes() > 0
                && vitals.vramFreeBytes() < freeBelow * vitals.vramTotalBytes();
    }
}
