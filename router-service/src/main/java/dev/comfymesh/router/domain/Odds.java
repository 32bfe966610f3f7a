package dev.comfymesh.router.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How likely an attempt becomes a delivered image: by the form of its target, and by the share of outputs that passed, of
 * the shape of workflow on targets of that grade, else of all workflows there. What was never tried is taken to succeed and to pass.
 */
public final class Odds {
    public static final Odds NONE = new Odds(Map.of(), List.of());

    // So many outputs of a shape weigh as much as all that is known of the grade.
    private static final double SHRINKAGE = 20;
    private static final double PRIOR_OUTPUTS = 20;
    private static final double PRIOR_PASSED = 19;

    private final Map<String, Form> forms;
    private final Map<String, Seen> byGrade = new HashMap<>();

    /** How many outputs of a shape of workflow on targets of a grade were judged, and how many of them passed. */
    public record Passes(String shape, String grade, double outputs, double passed) {}

    private static final class Seen {
        private double outputs = PRIOR_OUTPUTS;
        private double passed = PRIOR_PASSED;
        private final Map<String, Passes> byShape = new HashMap<>();
    }

    public Odds(Map<String, Form> forms, Collection<Passes> passes) {
        this.forms = Map.copyOf(forms);
        for (var one : passes) {
            var seen = byGrade.computeIfAbsent(one.grade(), _ -> new Seen());
            seen.outputs += one.outputs();
            seen.passed += one.passed();
            seen.byShape.put(one.shape(), one);
        }
    }

    Form form(String targetId) {
        return forms.getOrDefault(targetId, Form.UNKNOWN);
    }

    boolean knows(String targetId) {
        return forms.containsKey(targetId);
    }

    int passPerMille(String grade, String shape) {
        var seen = byGrade.get(grade);
        if (seen == null) {
            return 1000;
        }
        var rate = seen.passed / seen.outputs;
        var own = seen.byShape.get(shape);
        if (own != null) {
            rate = (SHRINKAGE * rate + own.passed()) / (SHRINKAGE + own.outputs());
        }
        return (int) Math.round(1000 * rate);
    }
}
