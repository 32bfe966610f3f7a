package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One input of a node class as the catalogue describes it; the choices of a list may change between two reads. A
 * dynamic list has a branch of further inputs for each choice, named below it with a dot.
 */
public record InputSpec(
        String name,
        String type,
        boolean required,
        Map<String, @Nullable Object> options,
        @Nullable Supplier<List<String>> choices,
        Map<String, List<InputSpec>> branches) {

    public static final String COMBO = "COMBO";
    public static final String DYNAMIC = "COMFY_DYNAMICCOMBO_V3";
    public static final String ANY = "*";
    public static final String MATCHING = "COMFY_MATCHTYPE_V3";

    public InputSpec(
            String name,
            String type,
            boolean required,
            Map<String, @Nullable Object> options,
            @Nullable Supplier<List<String>> choices) {
        this(name, type, required, options, choices, Map.of());
    }

    /** An input that only a link can fill. */
    public static InputSpec socket(String name, String type) {
        return new InputSpec(name, type, true, Map.of(), null);
    }

    /** A socket with options. */
    public static InputSpec socket(String name, String type, Map<String, @Nullable Object> options) {
        return new InputSpec(name, type, true, options, null);
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
    public static InputSpec combo(String name, Supplier<List<String>> choices, @Nullable Object... options) {
        var all = Json.object("multiselect", false);
        all.putAll(Json.object(options));
        return new InputSpec(name, COMBO, true, all, choices);
    }

    /** A list whose choice decides which further inputs there are. */
    public static InputSpec dynamic(String name, Map<String, List<InputSpec>> branches, @Nullable Object... options) {
        return new InputSpec(name, DYNAMIC, true, Json.object(options), null, new LinkedHashMap<>(branches));
    }

    public InputSpec optional() {
        return new InputSpec(name, type, false, options, choices, branches);
    }

    /** Whether the node is asked before what feeds this input is computed. */
    public boolean lazy() {
        return Boolean.TRUE.equals(options.get("lazy"));
    }

    /** What stands last in the dotted name. */
    public String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** This input and those that the given choice of it brings. */
    Stream<InputSpec> unfolded(Map<String, @Nullable Object> values) {
        var branch = values.get(name) instanceof String choice ? branches.getOrDefault(choice, List.of()) : null;
        return branch == null
                ? Stream.of(this)
                : Stream.concat(
                        Stream.of(this), branch.stream().map(this::below).flatMap(each -> each.unfolded(values)));
    }

    private InputSpec below(InputSpec inner) {
        return new InputSpec(
                name + "." + inner.name,
                inner.type,
                inner.required && required,
                inner.options,
                inner.choices,
                inner.branches);
    }

    /** The {@code [type, options]} pair of the catalogue and of validation errors. */
    public List<Object> config() {
        if (type.equals(DYNAMIC)) {
            var withBranches = Json.object(
                    "options",
                    branches.entrySet().stream()
                            .map(branch -> Json.object("key", branch.getKey(), "inputs", inputs(branch.getValue())))
                            .toList());
            withBranches.putAll(options);
            return List.of(type, withBranches);
        }
        if (choices == null) {
            return List.of(type, options);
        }
        if (type.equals(COMBO)) {
            var withChoices = Json.object("options", choices.get());
            withChoices.putAll(options);
            return List.of(COMBO, withChoices);
        }
        return List.of(choices.get(), options);
    }

    private static Map<String, @Nullable Object> inputs(List<InputSpec> branch) {
        var groups = Json.object("required", Json.object());
        for (var input : branch) {
            var group = input.required ? "required" : "optional";
            var members = Json.child(groups, group);
            members.put(input.name, input.config());
            groups.put(group, members);
        }
        return groups;
    }

    /** A number of a type with limits of any kind. */
    public static InputSpec number(
            String name, String type, Object standard, Object min, Object max, @Nullable Object... more) {
        var options = Json.object("default", standard, "min", min, "max", max);
        options.putAll(Json.object(more));
        return new InputSpec(name, type, true, options, null);
    }
}
