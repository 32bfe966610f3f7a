package dev.comfymesh.simulator.domain.json;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values the way Python does, as JSON and as literals: both appear in the protocol, byte counts included. */
public final class Python {

    private Python() {}

    /** JSON with Python's spacing, ASCII only, and the bare words NaN and Infinity. */
    public static String json(@Nullable Object value) {
        var out = new StringBuilder();
        writeJson(out, value);
        return out.toString();
    }

    /** What {@code str(value)} gives. */
    public static String str(@Nullable Object value) {
        return value instanceof String text ? text : repr(value);
    }

    /** What {@code repr(value)} gives. */
    public static String repr(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> quoted(text);
            case Boolean flag -> flag ? "True" : "False";
            case Number number -> number(number, "nan", "inf");
            case List<?> list -> list.stream().map(Python::repr).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** The name of the value's Python type. */
    public static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "NoneType";
            case String _ -> "str";
            case Boolean _ -> "bool";
            case Double _, Float _ -> "float";
            case Number _ -> "int";
            case List<?> _ -> "list";
            case Map<?, ?> _ -> "dict";
            default -> value.getClass().getSimpleName();
        };
    }

    private static String quoted(String text) {
        var quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        var out = new StringBuilder().append(quote);
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> out.append(c == quote ? "\\" : "").append(c);
            }
        }
        return out.append(quote).toString();
    }

    private static String number(Number number, String notANumber, String infinity) {
        if (number instanceof Double || number instanceof Float) {
            var value = number.doubleValue();
            if (Double.isNaN(value)) {
                return notANumber;
            }
            if (Double.isInfinite(value)) {
                return value > 0 ? infinity : "-" + infinity;
            }
        }
        return number.toString();
    }

    private static void writeJson(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> writeString(out, text);
            case Boolean flag -> out.append(flag.booleanValue());
            case Number number -> out.append(number(number, "NaN", "Infinity"));
            case Map<?, ?> map -> {
                out.append('{');
                var separator = "";
                for (var entry : map.entrySet()) {
                    out.append(separator);
                    writeString(out, String.valueOf(entry.getKey()));
                    out.append(": ");
                    writeJson(out, entry.getValue());
                    separator = ", ";
                }
                out.append('}');
            }
            case Iterable<?> items -> {
                out.append('[');
                var separator = "";
                for (var item : items) {
                    out.append(separator);
                    writeJson(out, item);
                    separator = ", ";
                }
                out.append(']');
            }
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        }
    }

    private static void writeString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
