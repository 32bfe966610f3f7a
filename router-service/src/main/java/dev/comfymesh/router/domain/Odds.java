package dev.comfymesh.router.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Map<String, Passes>> byShape = new HashMap<>();

    /** How many outputs of a shape of workflow on targets of a grade were judged, and how many of them passed. */
    public record Passes(String shape, String grade, double outputs, double passed) {}

    private static final class Seen {
        private double outputs = PRIOR_OUTPUTS;
        private double passed = PRIOR_PASSED;

        double rate() {
            return passed / outputs;
        }
    }

    public Odds(Map<String, Form> forms, Collection<Passes> passes) {
        this.forms = new HashMap<>(forms);
        for (var one : passes) {
            var seen = byGrade.computeIfAbsent(one.grade(), _ -> new Seen());
            seen.outputs += one.outputs();
            seen.passed += one.passed();
            byShape.computeIfAbsent(one.shape(), _ -> new HashMap<>()).put(one.grade(), one);
        }
    }

    /** Null where nothing was tried. */
    @Nullable
    Form form(String targetId) {
        return forms.get(targetId);
    }

    /** How likely an output there passes, of whatever workflow; one where nothing was judged. */
    double passRate(String grade) {
        var seen = byGrade.get(grade);
        return seen == null ? 1 : seen.rate();
    }

    /** What was judged of a shape of workflow, by grade. */
    Map<String, Passes> passes(String shape) {
        return byShape.getOrDefault(shape, Map.of());
    }

    /** How likely an output passes of a workflow of which so much was judged there, where any passes with that rate. */
    static int passPerMille(double rate, @Nullable Passes own) {
        return (int) Math.round(
                1000 * (own == null ? rate : (SHRINKAGE * rate + own.passed()) / (SHRINKAGE + own.outputs())));
    }
}
