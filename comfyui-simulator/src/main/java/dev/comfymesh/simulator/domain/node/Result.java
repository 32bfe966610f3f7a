package dev.comfymesh.simulator.domain.node;

import dev.comfymesh.simulator.domain.graph.Link;
import dev.comfymesh.simulator.domain.storage.SavedFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a node's work. */
public sealed interface Result {

    /** One value per output, and for savers what clients are shown and the files behind it. */
    record Done(List<? extends Values> values, @Nullable Map<String, @Nullable Object> shown, List<SavedFile> files)
            implements Result {}

    /** The same, but only after a while in which other nodes may run. */
    record Later(Duration delay, Done result) implements Result {}

    /** A graph that runs in the node's stead; one of its outputs is the node's. */
    record Expansion(Map<String, @Nullable Object> nodes, Link output) implements Result {}

    static Done of(Values... values) {
        return new Done(List.of(values), null, List.of());
    }

    /** An output that clients are shown. */
    static Done showing(Map<String, @Nullable Object> shown, List<SavedFile> files, Values... values) {
        return new Done(List.of(values), shown, List.copyOf(files));
    }
}
