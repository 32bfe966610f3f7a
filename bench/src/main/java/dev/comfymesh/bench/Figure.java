package dev.comfymesh.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One measured number and, where there is one, what it is held against. */
record Figure(
        String name, double value, String unit, @Nullable Bound bound) {

    /** How good a figure must be, and how good it wants to be; a goal that is not set is NaN. */
    record Bound(boolean atMost, double must, double goal) {
        static final Bound NONE = atMost(Double.NaN, Double.NaN);

        static Bound atMost(double must, double goal) {
            return new Bound(true, must, goal);
        }

        static Bound atLeast(double must, double goal) {
            return new Bound(false, must, goal);
        }

        String verdict(double value) {
            if (holds(value, goal)) {
                return "goal met";
            }
            if (holds(value, must)) {
                return "must met";
            }
            if (Double.isNaN(must)) {
                return Double.isNaN(goal) ? "" : "goal missed";
            }
            return "falls short";
        }

        private boolean holds(double value, double limit) {
            return atMost ? value <= limit : value >= limit;
        }

        private String shown(double limit) {
            return Double.isNaN(limit) ? "" : (atMost ? "<= " : ">= ") + text(limit);
        }
    }

    String row() {
        var must = bound == null ? "" : bound.shown(bound.must());
        var goal = bound == null ? "" : bound.shown(bound.goal());
        var verdict = bound == null ? "" : bound.verdict(value);
        return "  %-44s %10s %-6s %-10s %-10s %s"
                .formatted(name, text(value), unit, must, goal, verdict)
                .stripTrailing();
    }

    private static String text(double number) {
        if (number == Math.rint(number)) {
            return String.format(Locale.ROOT, "%,d", (long) number);
        }
        return String.format(Locale.ROOT, Math.abs(number) < 10 ? "%.2f" : "%,.1f", number);
    }
}
