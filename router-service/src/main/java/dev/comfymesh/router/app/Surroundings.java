package dev.comfymesh.router.app;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Odds;
import dev.comfymesh.router.domain.Quarantine;
import dev.comfymesh.router.domain.Served;
import dev.comfymesh.router.domain.Target;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The targets, the workflows kept away from them, and the estimates that a round goes by: read when they are said to have changed, else once a second. */
public final class Surroundings {
    private static final Duration AGE = Duration.ofSeconds(1);
    // Nodes are seen again with each run that they take and end; what matters of that comes with the facts.
    private static final Duration SHORTEST_AGE = Duration.ofMillis(100);

    private final FleetView view;
    private final KnownEstimates estimates;
    private final Quarantines quarantines;
    private volatile boolean stale = true;
    private Instant read = Instant.EPOCH;
    private List<Target> targets = List.of();
    private Map<String, Quarantine> keptAway = Map.of();

    public Surroundings(FleetView view, KnownEstimates estimates, Quarantines quarantines) {
        this.view = view;
        this.estimates = estimates;
        this.quarantines = quarantines;
    }

    /** Safe from any thread. */
    void markStale() {
        stale = true;
    }

    /** Whether they are said to have changed since they were read; then {@link #due} says when they are read again. */
    boolean isStale() {
        return stale;
    }

    void forget() {
        stale = true;
        read = Instant.EPOCH;
        estimates.forget();
    }

    List<Target> targets() {
        return targets;
    }

    Fleet fleet(List<Living> living, Map<String, Served> served) {
        return new Fleet(targets, living, estimates.estimates(), keptAway, Odds.NONE, served);
    }

    Uni<Void> read(Instant now) {
        if (now.isBefore(read.plus(stale ? SHORTEST_AGE : AGE))) {
            return Uni.createFrom().voidItem();
        }
        stale = false;
        read = now;
        return view.read()
                .invoke(seen -> targets = seen)
                .chain(quarantines::all)
                .invoke(all -> keptAway = all.stream().collect(toUnmodifiableMap(Quarantine::digest, identity())))
                .chain(() -> estimates.read(now));
    }

    /** When they are to be read again; empty when nothing is said to have changed. */
    Optional<Instant> due() {
        return stale ? Optional.of(read.plus(SHORTEST_AGE)) : Optional.empty();
    }
}
