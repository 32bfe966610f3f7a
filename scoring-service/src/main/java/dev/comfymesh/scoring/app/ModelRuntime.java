package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.model.Network;
import java.nio.ByteBuffer;

/** Runs models of one format on this machine. */
public interface ModelRuntime {
    /**
     * Takes seconds for a large one, so never call it on an event loop.
     *
     * @param model from its position to its limit; it stays readable as long as the network is used
     */
    Network load(ByteBuffer model) throws Unloadable;

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
