package dev.comfymesh.simulator.domain.fault;

/** What goes wrong with one accepted prompt; decided when it is accepted. */
public sealed interface Fault {

    record None() implements Fault {}

    /** The process halts in the middle of the run. */
    record Die() implements Fault {}

    /** The prompt is queued, but the connection closes without an answer. */
    record DropSubmitResponse() implements Fault {}

    record Deceive(Lie lie) implements Fault {}

    /** The name that knobs and witness use. */
    default String word() {
        return switch (this) {
            case None _ -> "NONE";
            case Die _ -> "DIE";
            case DropSubmitResponse _ -> "DROP_SUBMIT_RESPONSE";
            case Deceive _ -> "LIE";
        };
    }
}
