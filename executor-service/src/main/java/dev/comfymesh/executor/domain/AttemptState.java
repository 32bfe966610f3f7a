package dev.comfymesh.executor.domain;

/** Where an attempt stands; only {@link AttemptLife} says which state follows which. */
public enum AttemptState {
    /** Told by the router; nothing was sent to the node. */
    ASSIGNED,
    /** Committed before the submit: from here on the node may know the attempt. */
    SUBMITTING,
    /** The node has it and it waits there. */
    SUBMITTED,
    /** The node runs it. */
    RUNNING,
    /** The node finished it; its outputs are being read and checked. */
    FETCHING,
    SUCCEEDED,
    FAILED;

    public boolean live() {
        return this != SUCCEEDED && this != FAILED;
    }
}
