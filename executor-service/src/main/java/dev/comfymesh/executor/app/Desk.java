package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Tenure;
import java.util.UUID;

/** The owner's side of one target for one tenure. */
interface Desk {
    Tenure tenure();

    /** Whatever a turn that is under way still begins or opens is stopped and closed at once. */
    void close();

    /** The target's definition may have changed. */
    void wake();

    /** Begins the attempt, or hands on the wish to stop it. Before the adoption is done, that will find it. */
    void take(Attempt attempt);

    int running();

    /** Something was told of the run of this attempt, which may be somebody else's. */
    default void heard(UUID attemptId) {}

    /** The agent beside the target said something new. */
    default void agentChanged() {}

    /** The target may offer something else now, somebody says. */
    default void readCatalogue() {}
}
