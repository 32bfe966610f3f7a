package dev.comfymesh.executor.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each node of one graph takes when it is computed: means over earlier runs in milliseconds, in which a later run weighs
 * a tenth at least. A node that is not in it was never computed.
 */
public record RunHistory(int runs, SortedMap<String, Double> nodeMillis) {
    public static final RunHistory NONE = new RunHistory(0, new TreeMap<>());

    private static final double LEAST_WEIGHT = 0.1;

    public RunHistory {
        nodeMillis = Collections.unmodifiableSortedMap(new TreeMap<>(nodeMillis));
    }

    /** Whether nothing can be expected from it. */
    public boolean isEmpty() {
        return nodeMillis.values().stream().noneMatch(millis -> millis > 0);
    }

    public double millisOf(String node) {
        return nodeMillis.getOrDefault(node, 0.0);
    }

    /** With one more run. What that took from its cache stays as it was. */
    public RunHistory after(RunTimes run) {
        var weight = Math.max(LEAST_WEIGHT, 1.0 / (runs + 1));
        var means = new TreeMap<>(nodeMillis);
        run.took()
                .forEach((node, took) ->
                        means.merge(node, (double) took.toMillis(), (mean, millis) -> mean + (millis - mean) * weight));
        return new RunHistory(runs + 1, means);
    }
}
