package dev.comfymesh.executor.domain;

/** What one look at the node showed of a run. */
public sealed interface Sighting {
    record Pending() implements Sighting {}

    record Running() implements Sighting {}

    record Finished(FinishedRun run) implements Sighting {}

    record Broke(RunError error) implements Sighting {}

    record Interrupted(long gpuMillis) implements Sighting {}

    /** The node answers and does not know the run. */
    record Absent() implements Sighting {}

    /** Nobody listens at the node's address. */
    record Refused() implements Sighting {}

    /** No usable answer came in time: the run may well live. */
    record Silent(String cause) implements Sighting {}
}
