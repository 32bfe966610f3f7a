package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Attempt;

/** Somebody who brings one attempt to its end. */
interface Run {
    Attempt attempt();

    /** The attempt was asked to stop. */
    void notice(Attempt.Stop wish);

    void stop();
}
