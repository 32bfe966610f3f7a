package dev.comfymesh.bench;

import java.util.Map;
import java.util.TreeMap;

/** What a bench wants of its mesh: how many simulated nodes, each known under how many target ids, and settings of its own. */
record Setup(int nodes, int targetsPerNode, Map<String, String> settings) {

    static Setup ofNodes(int nodes) {
        return new Setup(nodes, 1, Map.of());
    }

    Setup targetsPerNode(int count) {
        return new Setup(nodes, count, settings);
    }

    /** A setting as an environment variable, given to all services. */
    Setup with(String name, String value) {
        var more = new TreeMap<>(settings);
        more.put(name, value);
        return new Setup(nodes, targetsPerNode, more);
    }
}
