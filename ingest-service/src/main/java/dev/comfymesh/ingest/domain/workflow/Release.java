package dev.comfymesh.ingest.domain.workflow;

import java.time.Instant;

/**
 * That an environment began to run a version; the last one of an environment is what it runs.
 *
 * @param number 1 is the first one of its environment
 * @param version the number of the version, whose digest this is
 */
public record Release(
        String name,
        Environment environment,
        int number,
        Action action,
        int version,
        String digest,
        String releasedBy,
        Instant releasedAt) {
    /** How it came to that. */
    public enum Action {
        /** The version was named. */
        PIN,
        /** It is what another environment ran. */
        PROMOTE,
        /** It is what this environment ran before. */
        ROLL_BACK
    }
}
