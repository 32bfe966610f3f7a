package dev.comfymesh.ingest.app;

/** How it ended to keep a file. */
public sealed interface Keeping {
    record Kept(Upload upload) implements Keeping {}

    /** The tenant's files take all the room that it has, and jobs that live need them. */
    record Full(long capBytes) implements Keeping {}
}
