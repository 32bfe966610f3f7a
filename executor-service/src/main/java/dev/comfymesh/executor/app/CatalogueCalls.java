package dev.comfymesh.executor.app;

/** Asks whoever owns a target to read its catalogue again soon; may get lost, and then the next reconnection does it. */
public interface CatalogueCalls {
    void readAgain(String targetId);
}
