package dev.comfymesh.router.app;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.InputsAtHand;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Quarantine;
import dev.comfymesh.router.domain.Served;
import dev.comfymesh.router.domain.Target;
import dev.comfymesh.router.domain.Traits.Resident;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The targets with what is known of them, and the workflows kept away from them, that a round goes by: read when they are
 * said to have changed, else once a second.
 */
public final class Surroundings {
    private static final Duration AGE = Duration.ofSeconds(1);
    // Nodes are seen again with each run that they take and end; what matters of that comes with the facts.
    private static final Duration SHORTEST_AGE = Duration.ofMillis(100);

    private final FleetView view;
    private final Learning learning;
    private final ModelsAtHand models;
    private final Quarantines quarantines;
    private final InputsAtHand inputs = new InputsAtHand();
    private volatile boolean stale = true;
    private Instant read = Instant.EPOCH;
    private List<Target> seen = List.of();
    private @Nullable List<Target> known;
    private Map<String, Quarantine> keptAway = Map.of();

    public Surroundings(FleetView view, Learning learning, ModelsAtHand models, Quarantines quarantines) {
        this.view = view;
        this.learning = learning;
        this.models = models;
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
        models.forget();
        inputs.forget();
        learning.forget();
    }

    List<Target> targets() {
        if (known == null) {
            known = seen.stream().map(this::known).toList();
        }
        return known;
    }

    Fleet fleet(List<Living> living, Map<String, Served> served) {
        return new Fleet(targets(), living, learning.estimates(), keptAway, learning.odds(), served, inputs);
    }

    /** These are to be placed. */
    void expect(List<Candidate> waiting) {
        if (models.expect(waiting)) {
            known = null;
        }
    }

    /** What these need is at hand from now on where they run. */
    void assigned(List<Assigned> decisions) {
        for (var decision : decisions) {
            var job = decision.candidate().job();
            inputs.brought(job, decision.choice().targetId());
            if (models.use(decision.choice().targetId(), job.needs().models())) {
                known = null;
            }
        }
    }

    Uni<Void> read(Instant now) {
        return models.read(now)
                .chain(() -> readTargets(now))
                .chain(() -> learning.read(now).invoke(learned -> {
                    if (learned) {
                        known = null;
                    }
                }))
                .replaceWithVoid();
    }

    private Uni<Void> readTargets(Instant now) {
        if (now.isBefore(read.plus(stale ? SHORTEST_AGE : AGE))) {
            return Uni.createFrom().voidItem();
        }
        stale = false;
        read = now;
        return view.read()
                .invoke(this::see)
                .chain(quarantines::all)
                .invoke(all -> keptAway = all.stream().collect(toUnmodifiableMap(Quarantine::digest, identity())))
                .replaceWithVoid();
    }

    /** When they are to be read again; empty when nothing is said to have changed. */
    Optional<Instant> due() {
        return stale ? Optional.of(read.plus(SHORTEST_AGE)) : Optional.empty();
    }

    private void see(List<Target> targets) {
        models.see(targets);
        seen = targets;
        known = null;
    }

    private Target known(Target target) {
        return target.withTraits(target.traits().with(atHand(target), learning.of(target)));
    }

    private @Nullable Resident atHand(Target target) {
        var observation = target.observation();
        return target.kind() == TargetKind.NODE
                ? models.of(target.targetId(), observation == null ? null : observation.vramBytes())
                : null;
    }
}
