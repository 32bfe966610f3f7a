package dev.comfymesh.scoring.adapter.json;

import dev.comfymesh.scoring.app.Conditions;
import dev.comfymesh.scoring.domain.Action;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gate;
import dev.comfymesh.scoring.domain.Policy;
import dev.comfymesh.scoring.domain.Rule;
import dev.comfymesh.scoring.domain.Rule.Bound;
import dev.comfymesh.scoring.domain.Statement;
import dev.comfymesh.scoring.domain.Threshold;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the gates of a profile: thresholds and statements; one with faults is left out. */
final class GateReader {
    private static final String CODE = "[A-Z][A-Z0-9_]{0,63}";

    private final Conditions conditions;
    private final Map<Dimension, Double> reference;

    GateReader(Conditions conditions, Map<Dimension, Double> reference) {
        this.conditions = conditions;
        this.reference = reference;
    }

    Optional<Gate> read(Fields fields) {
        var before = fields.faults().size();
        var gate = fields.has("expression") ? statement(fields) : rule(fields);
        return fields.faults().size() == before ? gate : Optional.empty();
    }

    private Optional<Gate> rule(Fields fields) {
        fields.allow("code", "dimension", "bound", "threshold", "text", "action");
        var code = code(fields);
        var dimension = fields.constant("dimension", Dimension.class);
        var bound = fields.constant("bound", Bound.class);
        fields.needed("dimension");
        fields.needed("bound");
        var text = fields.needed("text");
        if (dimension == null || bound == null) {
            return Optional.empty();
        }
        return threshold(fields, dimension)
                .map(threshold ->
                        new Rule(code, dimension, bound, threshold, text, fields.constant("action", Action.class)));
    }

    private Optional<Threshold> threshold(Fields fields, Dimension dimension) {
        if (!fields.has("threshold")) {
            fields.wrong("threshold", "is missing");
            return Optional.empty();
        }
        if (fields.isNumber("threshold")) {
            return Optional.of(new Threshold.Absolute(fields.number("threshold", -1e12, 1e12)));
        }
        var threshold = fields.object("threshold");
        if (threshold.has("ofReference")) {
            threshold.allow("ofReference");
            return ofReference(threshold, dimension);
        }
        threshold.allow("percentile", "absolute");
        var percent = threshold.number("percentile", 0, 100);
        var absolute = threshold.has("absolute") ? threshold.number("absolute", -1e12, 1e12) : null;
        return Optional.of(new Threshold.Percentile(percent, absolute));
    }

    private Optional<Threshold> ofReference(Fields threshold, Dimension dimension) {
        var factor = threshold.number("ofReference", 0, 1e6);
        var measured = reference.get(dimension);
        if (measured == null) {
            threshold.wrong(
                    "ofReference",
                    "needs the %s of the reference picture, under 'reference'".formatted(dimension.word()));
            return Optional.empty();
        }
        return Optional.of(new Threshold.OfReference(factor, measured));
    }

    private Optional<Gate> statement(Fields fields) {
        fields.allow("code", "expression", "text", "unknown", "action");
        var code = code(fields);
        var text = fields.needed("text");
        var unknown = Objects.requireNonNullElse(fields.constant("unknown", Policy.class), Policy.PASS);
        var action = fields.constant("action", Action.class);
        var expression = fields.needed("expression");
        return switch (conditions.check(expression)) {
            case Conditions.Checked.Sound(var condition) ->
                Optional.of(new Statement(code, condition, text, unknown, action));
            case Conditions.Checked.Faulty(var line, var column, var why) -> {
                fields.wrong("expression", "at line %d, column %d: %s".formatted(line, column, why));
                yield Optional.empty();
            }
        };
    }

    private static String code(Fields fields) {
        var code = fields.needed("code");
        if (!code.isBlank() && !code.matches(CODE)) {
            fields.wrong("code", "must be of capitals, digits and underscores, as TOO_DARK");
        }
        return code;
    }
}
