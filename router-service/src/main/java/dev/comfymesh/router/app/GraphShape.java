package dev.comfymesh.router.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.router.domain.LoaderInputs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of a graph decides how long it runs and how often its outputs pass, as a digest: classes, links, models, sizes, steps
 * and other choices, without the words, seeds, strengths and files that differ from prompt to prompt. Graphs of one shape are
 * expected to do alike.
 */
final class GraphShape {
    private static final int DIGITS = 32;
    private static final int LONGEST_CHOICE = 64;
    private static final Pattern CHOICE = Pattern.compile("\\S{1,%d}".formatted(LONGEST_CHOICE));

    /** In the names of inputs whose numbers make another picture, and no other work. */
    private static final List<String> FREE_NUMBERS = List.of("seed", "strength", "guidance");

    /** In the names of inputs whose texts are the prompt's own, however short. */
    private static final List<String> FREE_TEXTS = List.of(
            "text",
            "prompt",
            "prefix",
            "positive",
            "negative",
            "image",
            "mask",
            "video",
            "audio",
            "file",
            "path",
            "url");

    private final MessageDigest digest;

    private GraphShape(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(JsonNode graph) {
        var shape = new GraphShape(sha256());
        sorted(graph).forEach(shape::node);
        return "shape:" + HexFormat.of().formatHex(shape.digest.digest()).substring(0, DIGITS);
    }

    private void node(String id, JsonNode node) {
        put(id);
        var classType = node.path("class_type").asText();
        put(classType);
        sorted(node.path("inputs")).forEach((name, value) -> input(classType, name, value));
    }

    private void input(String classType, String name, JsonNode value) {
        if (value.isArray() || value.isObject() || counts(classType, name, value)) {
            put(name);
            value(classType, name, value);
        }
    }

    private void value(String classType, String name, JsonNode value) {
        if (value.isArray()) {
            put("[" + value.size());
            value.forEach(item -> value(classType, name, item));
        } else if (value.isObject()) {
            put("{" + value.size());
            sorted(value).forEach((field, inside) -> input(classType, field, inside));
        } else {
            put(value.asText());
        }
    }

    private static boolean counts(String classType, String name, JsonNode value) {
        if (!value.isTextual()) {
            return FREE_NUMBERS.stream().noneMatch(name::contains);
        }
        var text = value.textValue();
        return LoaderInputs.model(classType, name, text).isPresent()
                || FREE_TEXTS.stream().noneMatch(name::contains)
                        && CHOICE.matcher(text).matches();
    }

    /** Each part with its length before it, so that no two sequences of parts read the same. */
    private void put(String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static TreeMap<String, JsonNode> sorted(JsonNode object) {
        var fields = new TreeMap<String, JsonNode>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
