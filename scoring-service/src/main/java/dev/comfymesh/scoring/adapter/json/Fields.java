package dev.comfymesh.scoring.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.scoring.app.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object and notes what is wrong with each of its fields, by path, instead of stopping at the first. An
 * absent field and an explicit null are the same.
 */
final class Fields {
    private static final int MOST_FAULTS = 20;

    private final String path;
    private final ObjectNode node;
    private final List<Fault> faults;

    private Fields(String path, ObjectNode node, List<Fault> faults) {
        this.path = path;
        this.node = node;
        this.faults = faults;
    }

    static Fields of(ObjectNode document) {
        return new Fields("", document, new ArrayList<>());
    }

    /** Everything that was wrong so far, here and below. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    void wrong(String name, String detail) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(path + name, detail));
        }
    }

    /** Notes every field that has none of these names. */
    void allow(String... names) {
        var known = Set.of(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(name, "is not known here; remove it or correct its spelling");
            }
        });
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    boolean isNumber(String name) {
        return node.path(name).isNumber();
    }

    List<String> names() {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The object in a field; an empty one when it is absent or no object. */
    Fields object(String name) {
        var value = value(name, JsonNodeType.OBJECT);
        var object = value == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) value;
        return new Fields(path + name + ".", object, faults);
    }

    /** The objects of a list, without what is none. */
    List<Fields> objects(String name) {
        var list = value(name, JsonNodeType.ARRAY);
        if (list == null) {
            return List.of();
        }
        return IntStream.range(0, list.size())
                .filter(index -> isObject(list.get(index), name, index))
                .mapToObj(index ->
                        new Fields("%s%s[%d].".formatted(path, name, index), (ObjectNode) list.get(index), faults))
                .toList();
    }

    private boolean isObject(JsonNode item, String name, int index) {
        if (!item.isObject()) {
            wrong("%s[%d]".formatted(name, index), "must be an object");
        }
        return item.isObject();
    }

    /** The words of a list as {@code reader} understands them; one that it answers null for is noted. */
    <T> List<T> words(String name, Function<String, @Nullable T> reader, String wanted) {
        var list = value(name, JsonNodeType.ARRAY);
        var read = new ArrayList<T>();
        for (var index = 0; list != null && index < list.size(); index++) {
            var word =
                    list.get(index).isTextual() ? reader.apply(list.get(index).textValue()) : null;
            if (word == null) {
                wrong("%s[%d]".formatted(name, index), "must be " + wanted);
            } else {
                read.add(word);
            }
        }
        return read;
    }

    String text(String name, String absent) {
        var value = value(name, JsonNodeType.STRING);
        return value == null ? absent : value.textValue();
    }

    /** A text that must be there and not be empty. */
    String needed(String name) {
        var text = text(name, "");
        if (text.isBlank()) {
            wrong(name, "is missing");
        }
        return text;
    }

    /** A number that must be there, in [least, most]. */
    double number(String name, double least, double most) {
        if (!has(name)) {
            wrong(name, "is missing");
            return least;
        }
        return number(name, least, least, most);
    }

    double number(String name, double absent, double least, double most) {
        var value = value(name, JsonNodeType.NUMBER);
        if (value == null) {
            return absent;
        }
        var number = value.doubleValue();
        if (!(number >= least && number <= most)) {
            wrong(name, "must be from %s to %s, and is %s".formatted(least, most, value.asText()));
            return absent;
        }
        return number;
    }

    /** One of the constants of an enum, by its name in lower case; null when it is absent or none of them. */
    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        var value = value(name, JsonNodeType.STRING);
        if (value == null) {
            return null;
        }
        var known = Words.find(type, value.textValue());
        if (known == null) {
            wrong(name, "must be one of " + Words.all(type));
        }
        return known;
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
