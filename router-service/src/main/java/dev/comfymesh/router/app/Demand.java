package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Living;
import java.util.List;

/** What waits and what lives, of some jobs or of all. */
public record Demand(List<Candidate> waiting, List<Living> living) {
    public static final Demand NONE = new Demand(List.of(), List.of());

    public Demand {
        waiting = List.copyOf(waiting);
        living = List.copyOf(living);
    }
}
