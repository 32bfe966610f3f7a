package dev.comfymesh.simulator.domain.node;

/** What no handler of the worker expects: the thread ends, and the prompt stays the running one for ever. */
public final class WorkerDeath extends Error {

    private static final long serialVersionUID = 1L;

    public WorkerDeath(String message) {
        super(message);
    }
}
