package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.Artifact;
import java.util.List;

/** What came of reading a finished run's outputs. */
public sealed interface Harvest {
    record Stored(List<Artifact> artifacts) implements Harvest {
        public Stored {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** The node says that it succeeded, and its files do not bear that out. */
    record Unverifiable(String reason) implements Harvest {}

    /** The files could not be read now; another time they may. */
    record Unavailable(String cause) implements Harvest {}
}
