package dev.comfymesh.ingest.domain.workflow;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A graph as people compare it: its nodes in the order of their ids, where numbers count as numbers. */
public record Graph(Map<String, Node> nodes) {
    static final Comparator<String> BY_NUMBER = Comparator.comparing(Graph::isNumber, Comparator.reverseOrder())
            .thenComparing(id -> isNumber(id) ? id.length() : 0)
            .thenComparing(Comparator.naturalOrder());

    public Graph {
        var sorted = new TreeMap<String, Node>(BY_NUMBER);
        sorted.putAll(nodes);
        nodes = Collections.unmodifiableMap(sorted);
    }

    /** @param title what its maker called it; empty if nothing */
    public record Node(String classType, String title, SortedMap<String, Value> inputs) {
        public Node {
            inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        }

        /** As people know it. */
        String label() {
            return title.isEmpty() || title.equals(classType) ? classType : "%s \"%s\"".formatted(classType, title);
        }
    }

    /** What an input is set to. */
    public sealed interface Value {
        /** @param json the value as canonical JSON */
        record Literal(String json) implements Value {
            @Override
            public String toString() {
                return json;
            }
        }

        /** One of the outputs of a node, counted from 0. */
        record Link(String node, int output) implements Value {
            @Override
            public String toString() {
                return "output %d of node %s".formatted(output, node);
            }
        }
    }

    private static boolean isNumber(String id) {
        return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9') && !id.startsWith("0");
    }
}
