package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words that a graph makes its pictures from: the one text that all samplers follow, or, where none can be followed, that of
 * the one node whose title says that it is the positive prompt. Never a guess: of two texts neither is it.
 */
final class GraphPrompt {
    private static final List<String> TEXTS = List.of("text", "prompt", "text_g", "text_l", "clip_l", "t5xxl");
    private static final int MOST_STEPS = 200;

    private final ObjectNode graph;
    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean inDoubt;

    private GraphPrompt(ObjectNode graph) {
        this.graph = graph;
    }

    static Optional<String> find(ObjectNode graph) {
        return new GraphPrompt(graph).find();
    }

    private Optional<String> find() {
        graph.properties().stream()
                .flatMap(node -> guidance(node.getValue().path("inputs")))
                .forEach(this::follow);
        if (texts.isEmpty() && !inDoubt) {
            graph.properties().stream()
                    .filter(node -> isTitledPositive(node.getValue()))
                    .forEach(node -> read(node.getValue().path("inputs")));
        }
        return inDoubt || texts.size() != 1
                ? Optional.empty()
                : Optional.of(texts.iterator().next());
    }

    /** What a sampler or guider is steered by; nothing for any other node. */
    private static Stream<JsonNode> guidance(JsonNode inputs) {
        if (!isLink(inputs.path("model"))) {
            return Stream.empty();
        }
        var positive = inputs.path("positive");
        var link = isLink(positive) ? positive : inputs.path("conditioning");
        return isLink(link) ? Stream.of(link) : Stream.empty();
    }

    /** From a conditioning back to the texts that it was made from. */
    private void follow(JsonNode link) {
        var id = link.get(0).textValue();
        if (!seen.add(id + link.get(1)) || seen.size() > MOST_STEPS) {
            return;
        }
        var inputs = graph.path(id).path("inputs");
        if (isEncoder(graph.path(id))) {
            read(inputs);
            return;
        }
        var onwards = inputs.properties().stream()
                .filter(input -> isLink(input.getValue()))
                .filter(input -> leadsOn(input.getKey(), inputs, link.get(1).asInt()))
                .map(input -> input.getValue())
                .toList();
        inDoubt |= onwards.isEmpty();
        onwards.forEach(this::follow);
    }

    /** Nodes that take both conditionings give them out in that order. */
    private static boolean leadsOn(String input, JsonNode inputs, int output) {
        return inputs.has("positive") && inputs.has("negative")
                ? input.equals(output == 0 ? "positive" : "negative")
                : input.startsWith("conditioning") || input.equals("positive");
    }

    private static boolean isEncoder(JsonNode node) {
        return node.path("class_type").asText().contains("TextEncode");
    }

    private static boolean isTitledPositive(JsonNode node) {
        var title = node.path("_meta").path("title").asText().toLowerCase(Locale.ROOT);
        return isEncoder(node) && title.contains("positive") && !title.contains("negative");
    }

    /** All that an encoder reads as text; a text that another node computes leaves it in doubt. */
    private void read(JsonNode inputs) {
        for (var name : TEXTS) {
            var value = inputs.path(name);
            if (isLink(value)) {
                literal(graph.path(value.get(0).textValue()).path("inputs"));
            } else if (value.isTextual() && !value.textValue().isBlank()) {
                texts.add(value.textValue().strip());
            }
        }
    }

    /** A node that gives out one text that was written into it, and computes nothing. */
    private void literal(JsonNode inputs) {
        var values = inputs.properties().stream().toList();
        if (values.size() == 1 && values.getFirst().getValue().isTextual()) {
            texts.add(values.getFirst().getValue().textValue().strip());
        } else {
            inDoubt = true;
        }
    }

    private static boolean isLink(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.get(0).isTextual()
                && value.get(1).isNumber();
    }
}
