package dev.comfymesh.agent.app;

import java.io.IOException;
import java.time.Instant;

/** The directories to which the node writes what it makes. */
public interface Outputs {
    /** Deletes what attempts left before then, and answers how many files that were. */
    int wipe(Instant before) throws IOException;
}
