package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.Graph;
import io.smallrye.mutiny.Uni;

/** What a run needs of the place where it runs. */
@CheckReturnValue
interface Site {
    NodeClient node();

    /** Whether runs may begin here; false at a target that was removed. */
    boolean takesMore();

    /** Sees to it that the node has room for what the graph loads; completes when the graph may be sent. */
    Uni<Void> makeRoom(Graph graph);

    /** Whether the node's events for this client identity would reach us. */
    boolean hearing(String clientId);

    /** A run of this client identity ended, and the node said nothing. */
    void unheard(String clientId);

    void ended(AttemptRun run);
}
