package dev.comfymesh.router.domain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One node of a graph, as far as it matters where the graph can run.
 *
 * @param title what the graph's author calls it, or its class
 * @param models the model files that its inputs name, but for those that the job brings itself
 */
public record GraphNode(String id, String title, String classType, Map<String, ModelFile> models) {
    public GraphNode {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }
}
