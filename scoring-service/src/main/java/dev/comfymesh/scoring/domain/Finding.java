package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one gate says of one candidate, with everything that explains it.
 *
 * @param measured null when it is unknown, or the gate is no threshold of one dimension
 * @param threshold where the line was drawn; null when there is none
 * @param text a sentence for people
 */
public record Finding(
        Gate gate,
        State state,
        @Nullable Double measured,
        @Nullable Double threshold,
        String text) {
    /** Whether the gate is kept. */
    public enum State {
        KEPT,
        BROKEN,
        /** Nobody can tell of this picture. */
        UNKNOWN,
        /** Nobody can tell of any picture, until somebody brings the model. */
        MODEL_UNAVAILABLE;

        /** Whether nobody can tell. */
        boolean isOpen() {
            return this == UNKNOWN || this == MODEL_UNAVAILABLE;
        }
    }

    static Finding open(Gate gate, @Nullable Double measured, Gap gap) {
        var state = switch (gap.cause()) {
            case UNKNOWN -> State.UNKNOWN;
            case MODEL_UNAVAILABLE -> State.MODEL_UNAVAILABLE;
        };
        return new Finding(gate, state, measured, null, gap.why());
    }

    /** How far on the good side of the line the picture is, in the unit of the dimension; null when nothing was compared. */
    public @Nullable Double margin() {
        if (!(gate instanceof Rule rule) || measured == null || threshold == null) {
            return null;
        }
        return switch (rule.bound()) {
            case AT_LEAST -> measured - threshold;
            case AT_MOST -> threshold - measured;
        };
    }

    /** The finding as a reason against the candidate; a statement is true, 1, or not, 0. */
    Reason reason() {
        if (state.isOpen()) {
            return new Reason(state.name(), gate.code(), 0, 1, text);
        }
        var dimension = gate instanceof Rule rule ? rule.dimension().word() : "expression";
        return new Reason(
                gate.code(),
                dimension,
                Objects.requireNonNullElse(measured, 0.0),
                Objects.requireNonNullElse(threshold, 1.0),
                text);
    }
}
