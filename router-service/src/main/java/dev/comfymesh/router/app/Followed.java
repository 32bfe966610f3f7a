package dev.comfymesh.router.app;

import java.util.List;

/** What followed from a batch of facts: the facts to publish, what the matcher is told once that is committed, and whether a workflow is kept away. */
public record Followed(List<Stated> stated, List<BoardChange> changes, boolean quarantined) {
    public Followed {
        stated = List.copyOf(stated);
        changes = List.copyOf(changes);
    }
}
