package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds values that JSON can spell and that nobody behind us could keep: such a request is refused as a whole. */
final class Values {
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

    private Values() {}

    /** What is wrong with a value or with something in it; null when nothing is. */
    static @Nullable FieldError objection(String path, JsonNode value) {
        var objection = new Values().find(value);
        return objection == null ? null : new FieldError(path + objection.path(), objection.detail());
    }

    /** The path is put together on the way out: one for each value would be far longer than the request. */
    private record Objection(String path, String detail) {
        Objection under(String parent) {
            return new Objection(parent + path, detail);
        }
    }

    private @Nullable Objection find(JsonNode value) {
        if (value.isTextual()) {
            return text(value.textValue());
        }
        if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
            return new Objection("", "is a number beyond what a double can hold");
        }
        for (var field : value.properties()) {
            var name = text(field.getKey());
            if (name != null) {
                return name;
            }
            var inside = find(field.getValue());
            if (inside != null) {
                return inside.under("." + field.getKey());
            }
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            var inside = find(value.get(i));
            if (inside != null) {
                return inside.under("[" + i + "]");
            }
        }
        return null;
    }

    private @Nullable Objection text(String text) {
        if (text.indexOf('\0') >= 0) {
            return new Objection("", "holds the character U+0000; remove it");
        }
        return utf8.canEncode(text) ? null : new Objection("", "holds half of a surrogate pair; send whole characters");
    }
}
