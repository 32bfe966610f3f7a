package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One input of a node class as the catalogue describes it; the choices of a list may change between two reads. */
public record InputSpec(
        String name,
        String type,
        boolean required,
        Map<String, @Nullable Object> options,
        @Nullable Supplier<List<String>> choices) {

    public static final String COMBO = "COMBO";

    /** An input that only a link can fill. */
    public static InputSpec socket(String name, String type) {
        return new InputSpec(name, type, true, Map.of(), null);
    }

    public static InputSpec integer(String name, Object standard, Object min, Object max, @Nullable Object... more) {
        return number(name, "INT", standard, min, max, more);
    }

    public static InputSpec decimal(String name, double standard, double min, double max, @Nullable Object... more) {
        return number(name, "FLOAT", standard, min, max, more);
    }

    public static InputSpec text(String name, @Nullable Object... options) {
        return new InputSpec(name, "STRING", true, Json.object(options), null);
    }

    public static InputSpec flag(String name, boolean standard) {
        return new InputSpec(name, "BOOLEAN", true, Json.object("default", standard), null);
    }

    /** A list in the old form: the list itself stands where the type would. */
    public static InputSpec list(String name, Supplier<List<String>> choices, @Nullable Object... options) {
        return new InputSpec(name, "", true, Json.object(options), choices);
    }

    /** A list in the new form: type COMBO with the list among the options. */
    public static InputSpec combo(String name, Supplier<List<String>> choices) {
        return new InputSpec(name, COMBO, true, Json.object("multiselect", false), choices);
    }

    public InputSpec optional() {
        return new InputSpec(name, type, false, options, choices);
    }

    /** The {@code [type, options]} pair of the catalogue and of validation errors. */
    public List<Object> config() {
        if (choices == null) {
            return List.of(type, options);
        }
        if (type.equals(COMBO)) {
            var withChoices = Json.object("multiselect", false, "options", choices.get());
            return List.of(COMBO, withChoices);
        }
        return List.of(choices.get(), options);
    }

    private static InputSpec number(
            String name, String type, Object standard, Object min, Object max, @Nullable Object... more) {
        var options = Json.object("default", standard, "min", min, "max", max);
        options.putAll(Json.object(more));
        return new InputSpec(name, type, true, options, null);
    }
}
