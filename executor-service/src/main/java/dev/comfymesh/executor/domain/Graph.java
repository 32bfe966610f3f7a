package dev.comfymesh.executor.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A ComfyUI graph in API format, as maps, lists and literals; never changed, only prepared into a new one. */
public record Graph(Map<String, Object> nodes) {
    private static final Set<String> SEED_INPUTS = Set.of("seed", "noise_seed");
    private static final String PREFIX_INPUT = "filename_prefix";

    private static final String IN_INPUTS = " [input]";

    /** A node that carries this key would keep its cached result although its input files changed. */
    private static final String CHANGE_TOKEN = "is_changed";

    public Collection<String> nodeIds() {
        return nodes.keySet();
    }

    /** What its author calls a node, else the node's class, else its id. */
    public String title(String node) {
        return nodes.get(node) instanceof Map<?, ?> map
                        && map.get("_meta") instanceof Map<?, ?> meta
                        && meta.get("title") instanceof String title
                        && !title.isBlank()
                ? title
                : nodeClass(node).orElse(node);
    }

    public Optional<String> nodeClass(String node) {
        return nodes.get(node) instanceof Map<?, ?> map && map.get("class_type") instanceof String nodeClass
                ? Optional.of(nodeClass)
                : Optional.empty();
    }

    /** The model files that its loaders name. */
    public Set<String> models() {
        var models = new TreeSet<String>();
        nodes.forEach((node, content) -> {
            if (content instanceof Map<?, ?> map && map.get("inputs") instanceof Map<?, ?> inputs) {
                nodeClass(node).ifPresent(nodeClass -> addModels(nodeClass, inputs, models));
            }
        });
        return models;
    }

    private static void addModels(String nodeClass, Map<?, ?> inputs, Set<String> models) {
        inputs.forEach((input, value) -> {
            if (value instanceof String model
                    && ModelInputs.folder(nodeClass, input.toString()).isPresent()) {
                models.add(model);
            }
        });
    }

    /** Whether the node is told how to name its files: then they carry the attempt's id. */
    boolean namesFilesOf(String node) {
        return literal(node, PREFIX_INPUT).isPresent();
    }

    /** The text that an input of a node is given; empty when it is given something else. */
    public Optional<String> literal(String node, String input) {
        return value(node, input).filter(String.class::isInstance).map(String.class::cast);
    }

    /** What an input of a node is given, a link to another node included. */
    public Optional<Object> value(String node, String input) {
        return nodes.get(node) instanceof Map<?, ?> known && known.get("inputs") instanceof Map<?, ?> inputs
                ? Optional.ofNullable(inputs.get(input))
                : Optional.empty();
    }

    /** This graph with each of these files called by its new name, or referred to, wherever an input is given the old one. */
    public Graph naming(Map<String, ?> files) {
        if (files.isEmpty()) {
            return this;
        }
        var named = new LinkedHashMap<String, Object>();
        nodes.forEach((id, node) -> named.put(id, node instanceof Map<?, ?> map ? named(map, files) : node));
        return new Graph(named);
    }

    private static Map<Object, Object> named(Map<?, ?> node, Map<String, ?> files) {
        var copy = new LinkedHashMap<Object, Object>(node);
        copy.computeIfPresent("inputs", (_, inputs) -> named(inputs, files));
        return copy;
    }

    private static Object named(Object value, Map<String, ?> files) {
        return switch (value) {
            case String text -> named(text, files);
            case List<?> link when isLink(link) -> link;
            case List<?> list -> list.stream().map(item -> named(item, files)).toList();
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>(map);
                copy.replaceAll((name, inner) -> name.equals(PREFIX_INPUT) ? inner : named(inner, files));
                yield copy;
            }
            default -> value;
        };
    }

    /** The name may say in brackets in which directory to look, which is then told again of a file that has a name. */
    private static Object named(String text, Map<String, ?> files) {
        var plain = text.endsWith(IN_INPUTS) ? text.substring(0, text.length() - IN_INPUTS.length()) : text;
        return switch (files.get(plain)) {
            case null -> text;
            case String name -> name + text.substring(plain.length());
            case Object reference -> reference;
        };
    }

    private static boolean isLink(List<?> list) {
        return list.size() == 2 && list.get(0) instanceof String && list.get(1) instanceof Number;
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
