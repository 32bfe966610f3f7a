package dev.comfymesh.executor.app;

/** What came of sending a file to a node. */
public sealed interface Upload {
    /** {@code name} is what the node calls it, and what a graph must say to read it. */
    record Placed(String name) implements Upload {}

    /** The node takes no file as large. */
    record TooLarge() implements Upload {}

    record Unreachable(String cause) implements Upload {}
}
