package dev.comfymesh.agent.domain;

import java.util.List;

/** What is to be done about an order. */
public sealed interface Placement {
    /** Delete these, then fetch the file. */
    record Place(List<PlacedFile> evicted) implements Placement {
        public Place {
            evicted = List.copyOf(evicted);
        }
    }

    record Refuse(String reason) implements Placement {}
}
