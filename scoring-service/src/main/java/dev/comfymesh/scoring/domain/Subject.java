package dev.comfymesh.scoring.domain;

import java.util.List;

/**
 * A candidate as gates look at it.
 *
 * @param pool what was measured in all of its pool, itself included; empty as long as others are awaited
 */
public record Subject(int n, long seed, Measurements own, List<Measurements> pool) {
    public Subject {
        pool = List.copyOf(pool);
    }

    /** For gates that ask for nothing but what was measured in the candidate itself. */
    static Subject alone(Measurements own) {
        return new Subject(0, 0, own, List.of());
    }
}
