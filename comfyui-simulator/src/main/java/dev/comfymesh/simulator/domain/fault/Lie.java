package dev.comfymesh.simulator.domain.fault;

/** How a lying run deceives: it reports success all the same. */
public enum Lie {
    /** The named file is not there. */
    NO_OUTPUT,
    /** The file ends in the middle. */
    TRUNCATED,
    /** The file is a good PNG of one colour. */
    BLANK,
    /** The file is a good picture, but of half the size: not the one that was made. */
    OTHER_FILE
}
