package dev.comfymesh.executor.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A ComfyUI graph in API format, as maps, lists and literals; never changed, only prepared into a new one. */
public record Graph(Map<String, Object> nodes) {
    private static final Set<String> SEED_INPUTS = Set.of("seed", "noise_seed");
    private static final String PREFIX_INPUT = "filename_prefix";

    /** A node that carries this key would keep its cached result although its input files changed. */
    private static final String CHANGE_TOKEN = "is_changed";

    public Collection<String> nodeIds() {
        return nodes.keySet();
    }

    /** Whether the node is told how to name its files: then they carry the attempt's id. */
    boolean namesFilesOf(String node) {
        return literal(node, PREFIX_INPUT).isPresent();
    }

    /** The text that an input of a node is given; empty when it is given something else. */
    public Optional<String> literal(String node, String input) {
        return nodes.get(node) instanceof Map<?, ?> known
                        && known.get("inputs") instanceof Map<?, ?> inputs
                        && inputs.get(input) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** This graph for one attempt: its literal seeds are {@code seed}, and the names of its files end with the attempt's id. */
    public Graph preparedFor(UUID attempt, long seed) {
        var prepared = new LinkedHashMap<String, Object>();
        nodes.forEach((id, node) ->
                prepared.put(id, node instanceof Map<?, ?> map ? prepared(map, attempt, seed) : node));
        return new Graph(prepared);
    }

    private static Map<Object, Object> prepared(Map<?, ?> node, UUID attempt, long seed) {
        var copy = new LinkedHashMap<Object, Object>(node);
        copy.remove(CHANGE_TOKEN);
        copy.computeIfPresent(
                "inputs", (_, inputs) -> inputs instanceof Map<?, ?> map ? inputs(map, attempt, seed) : inputs);
        return copy;
    }

    private static Map<Object, Object> inputs(Map<?, ?> inputs, UUID attempt, long seed) {
        var copy = new LinkedHashMap<Object, Object>(inputs);
        for (var name : new ArrayList<>(copy.keySet())) {
            var value = copy.get(name);
            if (value instanceof Number && SEED_INPUTS.contains(name)) {
                copy.put(name, seed);
            }
            if (value instanceof String prefix && name.equals(PREFIX_INPUT)) {
                copy.put(name, endingWith(attempt, prefix));
            }
        }
        return copy;
    }

    private static String endingWith(UUID attempt, String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix + attempt : prefix + "_" + attempt;
    }
}
