package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.FileProbe;

/** What came of reading one file from a node. */
public sealed interface Fetched {
    record Whole(FileProbe file, String sha256) implements Fetched {}

    /** The node answers and does not have the file. */
    record Missing() implements Fetched {}

    /** The node has one that we do not take. */
    record Denied(String reason) implements Fetched {}

    record Unavailable(String cause) implements Fetched {}
}
