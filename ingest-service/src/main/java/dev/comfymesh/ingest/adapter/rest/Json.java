package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** JSON of strangers: read strictly and within limits, every number exactly as it was sent; and its canonical form. */
final class Json {
    private static final int DEEPEST = 100;
    private static final int LONGEST_WORD = 1_000;

    private static final String LIMITS =
            "it may be nested at most %d deep, with names and numbers of at most %d characters"
                    .formatted(DEEPEST, LONGEST_WORD);

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // JSON that is sent is UTF-8 (RFC 8259); guessing accepts what was never meant.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_WORD)
                            .maxNumberLength(LONGEST_WORD)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // To a node, 1.0 may be a number of another type than 1.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** Reads a body that must be one object; a 400 or 422 problem otherwise. */
    static ObjectNode object(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            throw Refusal.MALFORMED_JSON.exception(
                    at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), reason(broken));
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory are always readable", impossible);
        }
        throw Refusal.NOT_AN_OBJECT.exception();
    }

    /** Reads an object that this service has written. */
    static ObjectNode object(String canonical) {
        return object(canonical.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same bytes however the object was spaced and its keys were ordered: keys sorted, no whitespace, UTF-8. Numbers stay
     * exact, so that no two graphs which a node could tell apart have one form. The value must have passed {@link Values}.
     */
    static byte[] canonical(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(sorted(value));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("checked JSON has a canonical form", broken);
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
        return value;
    }

    private static String reason(JsonProcessingException broken) {
        return broken instanceof StreamConstraintsException ? LIMITS : Echo.of(broken.getOriginalMessage());
    }
}
