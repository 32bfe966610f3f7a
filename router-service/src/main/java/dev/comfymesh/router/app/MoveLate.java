package dev.comfymesh.router.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.LatencyGuard;
import dev.comfymesh.router.domain.LatencyGuard.Placed;
import dev.comfymesh.router.domain.Living;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Asks attempts to end that would do better elsewhere, each once; the tables are asked only about what seems to. */
final class MoveLate {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LatencyGuard guard;
    private final Set<UUID> asked = new HashSet<>();
    private Instant notBefore = Instant.EPOCH;

    MoveLate(LatencyGuard guard) {
        this.guard = guard;
    }

    void forget() {
        asked.clear();
    }

    /** The attempts to ask, by job; from now on they count as asked. */
    Uni<Map<UUID, List<Living>>> due(Fleet fleet, Instant now, Function<Collection<UUID>, Uni<List<Placed>>> placed) {
        var suspects = suspects(fleet, now);
        return suspects.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : placed.apply(suspects)
                        .map(known -> guard.moves(known, fleet, now))
                        .invoke(moves -> moves.forEach(attempt -> asked.add(attempt.attemptId())))
                        .map(moves -> moves.stream().collect(groupingBy(Living::jobId)));
    }

    List<JobFact> revoke(OpenJob job, List<Living> attempts, Instant now) {
        return Revocation.of(job, attempts, "another target would end it earlier", now);
    }

    private Set<UUID> suspects(Fleet fleet, Instant now) {
        if (now.isBefore(notBefore)) {
            return Set.of();
        }
        notBefore = now.plus(PAUSE);
        asked.retainAll(fleet.living().stream().map(Living::attemptId).collect(toSet()));
        return guard.suspects(fleet, now).stream()
                .map(Living::attemptId)
                .filter(id -> !asked.contains(id))
                .collect(toSet());
    }
}
