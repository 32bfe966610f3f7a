package dev.comfymesh.agent.app;

import java.io.IOException;
import java.time.Instant;

/** Files of the mesh that pile up in the node's directories. */
public interface Leftovers {
    /** Deletes what was neither written nor read since then, and answers how many files that were. */
    int wipe(Instant before) throws IOException;
}
