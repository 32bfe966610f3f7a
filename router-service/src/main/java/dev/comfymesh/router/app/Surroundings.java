package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Target;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The targets and the estimates that a round goes by: read when they are said to have changed, else once a second. */
public final class Surroundings {
    private static final Duration AGE = Duration.ofSeconds(1);
    // Nodes are seen again with each run that they take and end; what matters of that comes with the facts.
    private static final Duration SHORTEST_AGE = Duration.ofMillis(100);

    private final FleetView view;
    private final KnownEstimates estimates;
    private volatile boolean stale = true;
    private Instant read = Instant.EPOCH;
    private List<Target> targets = List.of();

    public Surroundings(FleetView view, KnownEstimates estimates) {
        this.view = view;
        this.estimates = estimates;
    }

    /** Safe from any thread. */
    void markStale() {
        stale = true;
    }

    void forget() {
        stale = true;
        read = Instant.EPOCH;
        estimates.forget();
    }

    Fleet fleet(List<Living> living) {
        return new Fleet(targets, living, estimates.estimates());
    }

    Uni<Void> read(Instant now) {
        if (now.isBefore(read.plus(stale ? SHORTEST_AGE : AGE))) {
            return Uni.createFrom().voidItem();
        }
        stale = false;
        read = now;
        return view.read().invoke(seen -> targets = seen).chain(() -> estimates.read(now));
    }

    /** When they are to be read again; empty when nothing is said to have changed. */
    Optional<Instant> due() {
        return stale ? Optional.of(read.plus(SHORTEST_AGE)) : Optional.empty();
    }
}
