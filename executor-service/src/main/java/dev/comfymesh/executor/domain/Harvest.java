package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.Artifact;

/** What came of reading one of a finished run's outputs. */
public sealed interface Harvest {
    record Kept(Artifact artifact) implements Harvest {}

    /** The node says that it succeeded, and its files do not bear that out. */
    record Unverifiable(String reason) implements Harvest {}

    /** The node names the file and does not have it. */
    record Gone() implements Harvest {}

    /** The file could not be read now; another time it may. */
    record Unavailable(String cause) implements Harvest {}
}
