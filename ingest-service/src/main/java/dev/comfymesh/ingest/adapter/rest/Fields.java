package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and notes what is wrong with each, by path, instead of stopping at the first: a
 * wrong field reads as its default. An absent field and an explicit null are the same.
 */
final class Fields {
    private static final int MOST_ERRORS = 20;

    private final String path;
    private final ObjectNode node;
    private final List<FieldError> errors;

    private Fields(String path, ObjectNode node, List<FieldError> errors) {
        this.path = path;
        this.node = node;
        this.errors = errors;
    }

    /** The fields of a whole request. */
    static Fields of(ObjectNode request) {
        return new Fields("", request, new ArrayList<>());
    }

    /** The object itself, for those whose names are the client's own. */
    ObjectNode node() {
        return node;
    }

    /** Everything that was wrong so far, here and below. */
    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    void wrong(String name, String detail) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(path + name, detail));
        }
    }

    /** Notes every field that has none of these names. */
    void allow(Set<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                wrong(name, "is not known here; remove it or correct its spelling");
            }
        });
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    boolean isObject(String name) {
        return node.path(name).isObject();
    }

    /** The object in a field; an empty one when it is absent or no object. */
    Fields object(String name) {
        return new Fields(path + name + ".", objectNode(name), errors);
    }

    ObjectNode objectNode(String name) {
        var value = value(name, JsonNodeType.OBJECT);
        return value == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) value;
    }

    /** The objects in an array of at most so many; none when it is absent. */
    List<Fields> objects(String name, int most) {
        return items(
                name, most, JsonNodeType.OBJECT, (place, item) -> new Fields(place + ".", (ObjectNode) item, errors));
    }

    /** The texts in an array of at most so many; none when it is absent. */
    List<String> texts(String name, int most) {
        return items(name, most, JsonNodeType.STRING, (_, item) -> item.textValue());
    }

    private <T> List<T> items(String name, int most, JsonNodeType type, BiFunction<String, JsonNode, T> read) {
        var array = value(name, JsonNodeType.ARRAY);
        if (array == null) {
            return List.of();
        }
        if (array.size() > most) {
            wrong(name, "must have at most %d entries, and has %d".formatted(most, array.size()));
            return List.of();
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < array.size(); i++) {
            var place = name + "[" + i + "]";
            if (array.get(i).getNodeType() == type) {
                items.add(read.apply(path + place, array.get(i)));
            } else {
                wrong(place, "must be %s".formatted(noun(type)));
            }
        }
        return items;
    }

    String text(String name, String absent) {
        var value = value(name, JsonNodeType.STRING);
        return value == null ? absent : value.textValue();
    }

    boolean flag(String name) {
        var value = value(name, JsonNodeType.BOOLEAN);
        return value != null && value.booleanValue();
    }

    /** A whole number in [least, most]. */
    long integer(String name, long absent, long least, long most) {
        var value = integer(name, least, most);
        return value == null ? absent : value;
    }

    @Nullable
    Long integer(String name, long least, long most) {
        var value = value(name, JsonNodeType.NUMBER);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            wrong(name, "must be a whole number from %d to %d".formatted(least, most));
            return null;
        }
        if (value.longValue() < least || value.longValue() > most) {
            wrong(name, "must be from %d to %d, and is %d".formatted(least, most, value.longValue()));
            return null;
        }
        return value.longValue();
    }

    /** One of several words. */
    <T> T oneOf(String name, Map<String, T> words, T absent) {
        var word = value(name, JsonNodeType.STRING);
        if (word == null) {
            return absent;
        }
        var known = words.get(word.textValue());
        if (known == null) {
            wrong(name, "must be one of " + String.join(", ", new TreeSet<>(words.keySet())));
            return absent;
        }
        return known;
    }

    Instant instant(String name, Instant absent) {
        var value = value(name, JsonNodeType.STRING);
        if (value == null) {
            return absent;
        }
        try {
            return OffsetDateTime.parse(value.textValue()).toInstant();
        } catch (DateTimeException _) {
            wrong(name, "must be an instant such as 2026-11-22T06:00:00Z");
            return absent;
        }
    }

    private @Nullable JsonNode value(String name, JsonNodeType type) {
        var value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.getNodeType() != type) {
            wrong(name, "must be %s, and is %s".formatted(noun(type), noun(value.getNodeType())));
            return null;
        }
        return value;
    }

    private static String noun(JsonNodeType type) {
        var word = type.name().toLowerCase(Locale.ROOT);
        return (type == JsonNodeType.OBJECT || type == JsonNodeType.ARRAY ? "an " : "a ") + word;
    }
}
