package dev.comfymesh.simulator.domain.validation;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.InputSpec;
import dev.comfymesh.simulator.domain.node.NodeClass;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks one literal and writes the converted value back into the graph. */
record LiteralCheck(InputSpec spec, Map<String, @Nullable Object> inputs, List<Complaint> complaints) {

    private static final int LONGEST_LIST_SHOWN = 20;

    /** A class that judges the value itself replaces the checks of range and list. */
    void run(NodeClass.@Nullable Complaint own) {
        var value = unwrapped(inputs.get(spec.name()));
        try {
            value = Coercion.coerce(spec.type(), value);
        } catch (PythonError error) {
            complaints.add(new Complaint(
                    "invalid_input_type",
                    "Failed to convert an input value to a " + spec.type() + " value",
                    spec.name() + ", " + Python.str(value) + ", " + error.text(),
                    Json.object(
                            "input_name", spec.name(),
                            "input_config", spec.config(),
                            "received_value", value,
                            "exception_message", error.text())));
            return;
        }
        inputs.put(spec.name(), value);
        if (own != null) {
            judge(own, value);
        } else if (inRange(value)) {
            checkChoice(value);
        }
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        var wrapper = Json.asObject(value);
        return wrapper != null && wrapper.containsKey("__value__") ? wrapper.get("__value__") : value;
    }

    private void judge(NodeClass.Complaint own, @Nullable Object value) {
        own.about(value == null ? "None" : value)
                .ifPresent(text -> complaints.add(new Complaint(
                        "custom_validation_failed",
                        "Custom validation failed for node",
                        text.isEmpty() ? spec.name() : spec.name() + " - " + text,
                        Json.object("input_name", spec.name()))));
    }

    private boolean inRange(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return true;
        }
        if (spec.options().get("min") instanceof Number min && decimal(number).compareTo(decimal(min)) < 0) {
            return outOfRange("value_smaller_than_min", "smaller than min", number, min);
        }
        if (spec.options().get("max") instanceof Number max && decimal(number).compareTo(decimal(max)) > 0) {
            return outOfRange("value_bigger_than_max", "bigger than max", number, max);
        }
        return true;
    }

    private boolean outOfRange(String type, String how, Number value, Number limit) {
        complaints.add(new Complaint(
                type,
                "Value " + Python.repr(value) + " " + how + " of " + Python.repr(limit),
                spec.name(),
                Json.object("input_name", spec.name(), "input_config", spec.config(), "received_value", value)));
        return false;
    }

    private void checkChoice(@Nullable Object value) {
        if (spec.choices() == null) {
            return;
        }
        var choices = spec.choices().get();
        if (value != null && choices.contains(value)) {
            return;
        }
        boolean shown = choices.size() <= LONGEST_LIST_SHOWN;
        complaints.add(new Complaint(
                "value_not_in_list",
                "Value not in list",
                spec.name() + ": '" + Python.str(value) + "' not in "
                        + (shown ? Python.repr(choices) : "(list of length " + choices.size() + ")"),
                Json.object(
                        "input_name",
                        spec.name(),
                        "input_config",
                        shown ? spec.config() : null,
                        "received_value",
                        value)));
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Double value && !Double.isFinite(value)
                ? BigDecimal.valueOf(value > 0 ? Double.MAX_VALUE : -Double.MAX_VALUE)
                : new BigDecimal(number.toString());
    }
}
