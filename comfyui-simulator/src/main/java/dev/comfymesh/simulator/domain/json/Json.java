package dev.comfymesh.simulator.domain.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes and reads JSON trees of plain maps and lists; objects keep the order of their keys. */
public final class Json {

    private Json() {}

    /** An object of alternating keys and values. */
    public static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }

    /** The value as an object; null when it is something else. */
    @SuppressWarnings("unchecked")
    public static @Nullable Map<String, @Nullable Object> asObject(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
    }

    /** The object under a key; an empty one when there is none. */
    public static Map<String, @Nullable Object> child(Map<String, @Nullable Object> parent, String key) {
        var child = asObject(parent.get(key));
        return child == null ? new LinkedHashMap<>() : child;
    }
}
