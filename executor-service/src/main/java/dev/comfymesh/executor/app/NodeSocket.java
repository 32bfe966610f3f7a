package dev.comfymesh.executor.app;

/** One client identity's ear at a node. */
public interface NodeSocket {
    /** Whether the node would reach us now. */
    boolean open();

    void close();
}
