package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Tenure;

/** Which targets this process owns at this moment. */
public interface Tenures {
    /** Whether the tenure surely lasts long enough to do something in the outside world. */
    boolean mayAct(Tenure tenure);

    /** Looks for targets without an owner now, because there may be new ones. */
    void seek();
}
