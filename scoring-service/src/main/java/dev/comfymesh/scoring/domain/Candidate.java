package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Verdict;
import java.util.UUID;

/** A member of a pool and how it ended, if it did. */
public record Candidate(String id, int n, long seed, Ending ending) {

    /** How a candidate ended for its pool. */
    public sealed interface Ending {
        /** It has not: it runs, waits to run, or waits to be measured. */
        record Open() implements Ending {}

        /** The router gave it up; the code says why. */
        record Lost(String code) implements Ending {}

        record Judged(UUID attemptId, Verdict verdict) implements Ending {}
    }
}
