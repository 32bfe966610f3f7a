package dev.comfymesh.simulator.domain.validation;

import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.json.PythonError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts literals to an input's type the way Python's constructors do. */
final class Coercion {

    private Coercion() {}

    /** The converted value; types without a conversion keep theirs. */
    static @Nullable Object coerce(String type, @Nullable Object value) {
        return switch (type) {
            case "INT" -> integer(value);
            case "FLOAT" -> decimal(value);
            case "STRING" -> Python.str(value);
            case "BOOLEAN" -> truth(value);
            default -> value;
        };
    }

    private static Object integer(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1 : 0;
            case Double number -> whole(number);
            case Number number -> number;
            case String text -> parsed(text);
            case null, default ->
                throw new PythonError(
                        "TypeError",
                        "int() argument must be a string, a bytes-like object or a real number, not '"
                                + Python.typeName(value) + "'");
        };
    }

    private static Object whole(double number) {
        if (Double.isNaN(number)) {
            throw new PythonError("ValueError", "cannot convert float NaN to integer");
        }
        if (Double.isInfinite(number)) {
            throw new PythonError("OverflowError", "cannot convert float infinity to integer");
        }
        return smallest(new BigDecimal(number).toBigInteger());
    }

    private static Object parsed(String text) {
        try {
            return smallest(new BigInteger(text.strip().replace("_", "")));
        } catch (NumberFormatException e) {
            throw new PythonError("ValueError", "invalid literal for int() with base 10: " + Python.repr(text));
        }
    }

    private static Object smallest(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Object decimal(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1.0 : 0.0;
            case Number number -> number.doubleValue();
            case String text -> {
                try {
                    yield Double.parseDouble(text.strip());
                } catch (NumberFormatException e) {
                    throw new PythonError("ValueError", "could not convert string to float: " + Python.repr(text));
                }
            }
            case null, default ->
                throw new PythonError(
                        "TypeError",
                        "float() argument must be a string or a real number, not '" + Python.typeName(value) + "'");
        };
    }

    private static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isEmpty();
            case Collection<?> items -> !items.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }
}
