package dev.comfymesh.router.app;

/** What came of the wish to take a target out of the mesh. */
public sealed interface Removal {
    record Removed() implements Removal {}

    /** There is no such target. */
    record Unknown() implements Removal {}

    /** Attempts live there still, so many. */
    record Busy(int living) implements Removal {}
}
