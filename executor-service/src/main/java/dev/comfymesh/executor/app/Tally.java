package dev.comfymesh.executor.app;

/** What is counted while attempts run. */
public interface Tally {
    /** So many runs of an earlier owner are followed on. */
    void adopted(long runs);

    /** A target was looked at, and what was seen was worth telling. */
    void observed();
}
