package dev.comfymesh.simulator.domain.fault;

/** What goes wrong with one accepted prompt; decided when it is accepted. */
public sealed interface Fault {

    record None() implements Fault {}

    /** The process halts in the middle of the run. */
    record Die() implements Fault {}

    /** The prompt is queued, but the connection closes without an answer. */
    record DropSubmitResponse() implements Fault {}

    record Deceive(Lie lie) implements Fault {}
}
