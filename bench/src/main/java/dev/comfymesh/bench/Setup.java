package dev.comfymesh.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a bench wants of its mesh: how many simulated nodes, in a process each or all in one, each known under how many target
 * ids; which services have but one core and how large a heap in MiB; and settings of its own.
 */
record Setup(
        int nodes,
        boolean together,
        int targetsPerNode,
        Map<String, Integer> heapsOnOneCore,
        Map<String, String> settings) {

    static Setup ofNodes(int nodes) {
        return new Setup(nodes, false, 1, Map.of(), Map.of());
    }

    Setup targetsPerNode(int count) {
        return new Setup(nodes, together, count, heapsOnOneCore, settings);
    }

    Setup inOneProcess() {
        return new Setup(nodes, true, targetsPerNode, heapsOnOneCore, settings);
    }

    Setup onOneCore(String service, int heapMib) {
        var more = new TreeMap<>(heapsOnOneCore);
        more.put(service, heapMib);
        return new Setup(nodes, together, targetsPerNode, more, settings);
    }

    /** A setting as an environment variable, given to all services. */
    Setup with(String name, String value) {
        var more = new TreeMap<>(settings);
        more.put(name, value);
        return new Setup(nodes, together, targetsPerNode, heapsOnOneCore, more);
    }
}
