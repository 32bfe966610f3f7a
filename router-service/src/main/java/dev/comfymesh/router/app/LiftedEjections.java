package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Target;
import java.time.Instant;
import java.util.List;

/** Tells how many targets are used although they are ejected; it looks at each reading of the fleet once. */
final class LiftedEjections {
    private final Watch watch;
    private List<Target> seen = List.of();

    LiftedEjections(Watch watch) {
        this.watch = watch;
    }

    /** Whoever looks next says it. */
    void forget() {
        look(List.of(), Instant.EPOCH);
    }

    void look(List<Target> targets, Instant now) {
        if (targets != seen) {
            seen = targets;
            watch.lifted(Fleet.liftedEjections(targets, now).size());
        }
    }
}
