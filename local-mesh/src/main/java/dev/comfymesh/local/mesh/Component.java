package dev.comfymesh.local.mesh;

import java.util.List;
import java.util.Map;

/** One process of the mesh: what it is called, what starts it, and how to see that it can be used. */
record Component(
        String name, int port, Stage stage, List<String> command, Map<String, String> environment, Probe probe) {

    /** What starts together; a stage waits until the one before it is ready. */
    enum Stage {
        GROUND,
        SERVICE
    }
}
