package dev.comfymesh.simulator.domain.execution;

import org.jspecify.annotations.Nullable;

/** Where a running node stands: by itself in the submitted graph, or inside the node that expanded into it. */
record Place(String id, String display, @Nullable String parent) {

    static Place visible(String id) {
        return new Place(id, id, null);
    }

    Place inner(String localId) {
        return new Place(id + ".0.0." + localId, display, id);
    }
}
