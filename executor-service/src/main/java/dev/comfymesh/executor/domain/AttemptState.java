package dev.comfymesh.executor.domain;

/**
 * Where an attempt stands for everybody; only {@link AttemptLife} says which state follows which. What its owner knows of the
 * run meanwhile is a {@link RunState}.
 */
public enum AttemptState {
    /** Told by the router; nothing was sent to the node. */
    ASSIGNED,
    /** Committed before the submit: from here on the node may know the attempt. */
    SUBMITTING,
    /** Its start was stated; how far the run is since, the node tells. */
    RUNNING,
    SUCCEEDED,
    FAILED;

    public boolean live() {
        return this != SUCCEEDED && this != FAILED;
    }
}
