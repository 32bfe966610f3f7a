package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.NodeEvent;

/** Hears what a node says; called on some event loop, in order for one socket, and must return at once. */
public interface NodeListener {
    /** The node greeted us: from now on we hear it. What it said before is lost. */
    void opened();

    void heard(NodeEvent event);
}
