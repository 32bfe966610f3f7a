package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds values that JSON can spell and that nobody behind us could keep: such a request is refused as a whole. */
final class Values {
    private Values() {}

    /** What is wrong with a value or with something in it; empty when nothing is. */
    static Optional<FieldError> objection(String path, JsonNode value) {
        if (value.isTextual()) {
            return text(path, value.textValue());
        }
        if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
            return Optional.of(new FieldError(path, "is a number beyond what a double can hold"));
        }
        for (var field : value.properties()) {
            var name = text(path, field.getKey());
            var inside = name.isPresent() ? name : objection(path + "." + field.getKey(), field.getValue());
            if (inside.isPresent()) {
                return inside;
            }
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            var inside = objection(path + "[" + i + "]", value.get(i));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<FieldError> text(String path, String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of(new FieldError(path, "holds the character U+0000; remove it"));
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of(new FieldError(path, "holds half of a surrogate pair; send whole characters"));
    }
}
