package dev.comfymesh.simulator.domain.fault;

/** What goes wrong with one accepted prompt; decided when it is accepted. */
public sealed interface Fault {

    record None() implements Fault {}

    /** The process halts in the middle of the run; of several nodes in one process only this one ends. */
    record Die() implements Fault {}

    /** The run starts and goes no further until the fault knob is turned again; no interrupt reaches it. */
    record Hang() implements Fault {}

    /** The prompt is queued, but the connection closes without an answer. */
    record DropSubmitResponse() implements Fault {}

    /** The run fails in the middle as one on a full GPU does. */
    record OutOfMemory() implements Fault {
        public static final String DRIVER_TEXT = "CUDA out of memory. Tried to allocate 2.00 GiB";
    }

    /** Somebody else connects with the client id when the run starts: its own client hears nothing any more. */
    record TakeClient() implements Fault {}

    record Deceive(Lie lie) implements Fault {}

    /** The fault that a word names; {@code lie} counts for lies only. */
    static Fault named(String word, Lie lie) {
        return switch (word) {
            case "NONE" -> new None();
            case "DIE" -> new Die();
            case "HANG" -> new Hang();
            case "DROP_SUBMIT_RESPONSE" -> new DropSubmitResponse();
            case "OUT_OF_MEMORY" -> new OutOfMemory();
            case "TAKE_CLIENT" -> new TakeClient();
            case "LIE" -> new Deceive(lie);
            default ->
                throw new IllegalArgumentException(
                        "fault is one of NONE, DIE, HANG, DROP_SUBMIT_RESPONSE, OUT_OF_MEMORY, TAKE_CLIENT, LIE");
        };
    }

    /** The name that knobs and witness use. */
    default String word() {
        return switch (this) {
            case None _ -> "NONE";
            case Die _ -> "DIE";
            case Hang _ -> "HANG";
            case DropSubmitResponse _ -> "DROP_SUBMIT_RESPONSE";
            case OutOfMemory _ -> "OUT_OF_MEMORY";
            case TakeClient _ -> "TAKE_CLIENT";
            case Deceive _ -> "LIE";
        };
    }
}
