package dev.comfymesh.scoring.domain;

/** Where a pool stands in its life. */
public enum PoolState {
    /** Candidates run, wait to be measured, or have just been told to be the last. */
    OPEN,
    /** Too few passed; the router was asked for more. */
    SHORT,
    /** The selection was stated; nothing changes any more. */
    SELECTED,
    /** The job ended without a selection; nothing changes any more. */
    ABANDONED;

    public boolean isOver() {
        return this == SELECTED || this == ABANDONED;
    }
}
