package dev.comfymesh.scoring.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** One form for all ways of writing the same JSON: keys sorted, no spaces, each number as the double that it is. */
final class CanonicalJson {
    private static final double LARGEST_WHOLE = 1L << 53;

    private CanonicalJson() {}

    static String text(JsonNode value) {
        return sorted(value).toString();
    }

    static String digest(String canonical) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("every JDK has SHA-256", broken);
        }
    }

    private static JsonNode sorted(JsonNode value) {
        if (value.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            value.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return new ObjectNode(JsonNodeFactory.instance, fields);
        }
        if (value.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return value.isNumber() ? number(value.doubleValue()) : value;
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                ? LongNode.valueOf((long) value)
                : DoubleNode.valueOf(value);
    }
}
