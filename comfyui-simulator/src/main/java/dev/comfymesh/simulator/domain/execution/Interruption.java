package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.node.WorkerDeath;

/** The one flag that stops a run; it is cleared when a run starts and noticed only where nodes start or report. */
final class Interruption {

    /** Thrown where a run notices the flag. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private volatile boolean requested;

    void request() {
        requested = true;
    }

    void clear() {
        requested = false;
    }

    /** Ends a worker that was told to stop: nothing of its run may be heard any more. */
    void checkWorker() {
        if (Thread.currentThread().isInterrupted()) {
            throw new WorkerDeath("the node was stopped");
        }
    }

    void check() {
        checkWorker();
        if (requested) {
            requested = false;
            throw new Interrupted();
        }
    }
}
