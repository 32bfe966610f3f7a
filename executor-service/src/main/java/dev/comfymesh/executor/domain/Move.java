package dev.comfymesh.executor.domain;

/** What to do about an attempt after a look. */
public sealed interface Move {
    record Wait() implements Move {}

    /** The run has started: state it if that was not done. */
    record Start() implements Move {}

    /** The node finished the run: read and check its outputs. */
    record Collect(FinishedRun run) implements Move {}

    /** The run has had its time: record the wish that it ends, then interrupt it. */
    record Stop(StopReason reason) implements Move {}

    record End(Ending.Failed ending) implements Move {}
}
