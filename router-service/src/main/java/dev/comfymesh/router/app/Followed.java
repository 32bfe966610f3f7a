package dev.comfymesh.router.app;

import java.util.List;

/**
 * What followed from a batch of facts: the facts to publish, what the matcher is told once that is committed, whether a
 * workflow is kept away, what was booked, and what was delivered.
 */
public record Followed(
        List<Stated> stated,
        List<BoardChange> changes,
        boolean quarantined,
        List<Booked> booked,
        List<Delivered> delivered) {
    public Followed {
        stated = List.copyOf(stated);
        changes = List.copyOf(changes);
        booked = List.copyOf(booked);
        delivered = List.copyOf(delivered);
    }
}
