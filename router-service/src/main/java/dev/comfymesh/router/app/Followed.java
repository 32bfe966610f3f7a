package dev.comfymesh.router.app;

import java.util.List;

/** What followed from a batch of facts: the facts to publish, and what the matcher is told once that is committed. */
public record Followed(List<Stated> stated, List<BoardChange> changes) {
    public Followed {
        stated = List.copyOf(stated);
        changes = List.copyOf(changes);
    }
}
