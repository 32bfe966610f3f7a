package dev.comfymesh.simulator.domain.execution;

import java.time.Duration;

/** How time passes while a node works. */
@FunctionalInterface
public interface Pace {

    /** Returns after the duration. */
    void pass(Duration duration);
}
