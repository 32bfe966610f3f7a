package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.json.PythonError;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that a node runs with; a value of the wrong kind fails as it would in Python. */
public record Inputs(Map<String, @Nullable Object> values) {

    public int integer(String name) {
        return number(name).intValue();
    }

    public double decimal(String name) {
        return number(name).doubleValue();
    }

    public BigInteger seed(String name) {
        return new BigInteger(number(name).toString());
    }

    public String text(String name) {
        return Python.str(values.get(name));
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public Values.Images images(String name) {
        return value(name, Values.Images.class);
    }

    /** The value of a linked input. */
    public <T extends Values> T value(String name, Class<T> kind) {
        return optional(name, kind).orElseThrow(() -> wrongKind(name));
    }

    /** The value of a linked input that may be absent. */
    public <T extends Values> Optional<T> optional(String name, Class<T> kind) {
        var value = values.get(name);
        if (value != null && !kind.isInstance(value)) {
            throw wrongKind(name);
        }
        return Optional.ofNullable(kind.cast(value));
    }

    /** The value of an input of any kind. */
    public Values any(String name) {
        var value = values.get(name);
        if (value == null) {
            throw wrongKind(name);
        }
        return value instanceof Values linked ? linked : new Values.Plain(value);
    }

    private Number number(String name) {
        if (values.get(name) instanceof Number number) {
            return number;
        }
        throw wrongKind(name);
    }

    private PythonError wrongKind(String name) {
        var type = Python.typeName(values.get(name));
        return new PythonError("AttributeError", "'" + type + "' object has no attribute 'shape'");
    }
}
