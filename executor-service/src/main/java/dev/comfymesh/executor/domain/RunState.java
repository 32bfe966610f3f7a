package dev.comfymesh.executor.domain;

/** What is known of a run at its node; only {@link RunRules} says what follows what. */
public enum RunState {
    /** It was sent, and nothing tells whether the node has it. */
    UNKNOWN,
    /** It waits in the node's queue. */
    PENDING,
    RUNNING,
    /** The node finished it; its outputs are being read and checked. */
    ENDED_WELL,
    ENDED_BADLY,
    INTERRUPTED,
    /** The node has it no more, or cannot be asked for it. */
    LOST;

    /** Whether the node may still work on it. */
    public boolean open() {
        return this == UNKNOWN || this == PENDING || this == RUNNING;
    }

    /** What is known of the run of an attempt that somebody else began. */
    static RunState of(AttemptState attempt) {
        return attempt == AttemptState.RUNNING ? RUNNING : UNKNOWN;
    }
}
