package dev.comfymesh.testkit.check;

import java.time.Instant;

/** What a simulated node itself says that happened to a run, whatever the mesh believes. */
public record Witnessed(Instant at, String node, String event, String promptId) {
    boolean is(String name) {
        return event.equals(name);
    }

    /** Whether the node has nothing more to do with the run. */
    boolean isEnd() {
        return !is("submitted") && !is("started");
    }
}
