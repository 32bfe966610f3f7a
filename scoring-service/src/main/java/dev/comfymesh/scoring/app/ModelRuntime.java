package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.model.Network;
import java.nio.file.Path;

/** Runs models of one format on this machine. */
public interface ModelRuntime {
    /** Takes seconds for a large one, so never call it on an event loop. */
    Network load(Weights weights) throws Unloadable;

    /** Where a model is. */
    sealed interface Weights {
        /** A file is loaded without being held in memory twice. */
        record InFile(Path file) implements Weights {}

        record InMemory(byte[] content) implements Weights {}
    }

    /** The model cannot be run here, for a reason that is a sentence. */
    final class Unloadable extends Exception {
        private final String why;

        public Unloadable(String why) {
            super(why);
            this.why = why;
        }

        public String why() {
            return why;
        }
    }
}
