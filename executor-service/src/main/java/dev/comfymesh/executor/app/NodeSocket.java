package dev.comfymesh.executor.app;

/** One client identity's ear at a node. */
public interface NodeSocket {
    /** Whether the node would reach us now. */
    boolean open();

    /** The node seems to speak past us: connects anew. */
    void renew();

    void close();
}
