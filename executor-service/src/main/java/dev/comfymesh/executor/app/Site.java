package dev.comfymesh.executor.app;

/** What a run needs of the place where it runs. */
interface Site {
    NodeClient node();

    /** Whether the node's events for this client identity would reach us. */
    boolean hearing(String clientId);

    /** A run of this client identity ended, and the node said nothing. */
    void unheard(String clientId);

    void ended(AttemptRun run);
}
