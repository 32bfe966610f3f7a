package dev.comfymesh.systemtests;

/** One process of the mesh under test that can be struck: killed, stopped for a while, and started again. */
interface Part {
    String name();

    /** Starts it, or starts it again with what it left on the disk. */
    void start();

    /** The same, once, with an option for its Java virtual machine. */
    void startWith(String option);

    /** Returns once it can be used. */
    void awaitReady();

    /** As {@code kill -9} does: without a chance to say goodbye. */
    void kill();

    /** As {@code kill -STOP} does: it stands still and knows nothing of it. */
    void pause();

    void resume();

    boolean lives();
}
