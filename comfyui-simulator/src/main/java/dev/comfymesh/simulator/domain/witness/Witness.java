package dev.comfymesh.simulator.domain.witness;

import dev.comfymesh.simulator.domain.execution.Prompt;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears what physically happens on this node, independently of what the node tells its clients. */
@FunctionalInterface
public interface Witness {

    enum Event {
        SUBMITTED,
        STARTED,
        FINISHED,
        FAILED,
        INTERRUPTED,
        CANCELLED
    }

    void saw(Event event, Prompt prompt, Map<String, @Nullable Object> more);
}
