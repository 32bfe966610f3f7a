package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Living;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The matcher's copy of what waits and lives. The tables are the truth: jobs named stale are read again before the next
 * round, and all of them at first. Naming them is safe from any thread, the rest belongs to the round.
 */
public final class Board {
    private final Set<UUID> stale = ConcurrentHashMap.newKeySet();
    private volatile boolean allStale = true;

    private final Map<UUID, List<Candidate>> waiting = new HashMap<>();
    private final Map<UUID, List<Living>> living = new HashMap<>();

    public void markStale(Collection<UUID> jobIds) {
        stale.addAll(jobIds);
    }

    public void markAllStale() {
        allStale = true;
    }

    /** Whether everything must be read again; from now on it counts as read. */
    boolean takeAllStale() {
        if (!allStale) {
            return false;
        }
        allStale = false;
        stale.clear();
        return true;
    }

    /** The jobs to be read again; from now on they count as read. */
    Set<UUID> takeStale() {
        var taken = new HashSet<>(stale);
        stale.removeAll(taken);
        return taken;
    }

    void replaceAll(Demand demand) {
        waiting.clear();
        living.clear();
        add(demand);
    }

    void replace(Set<UUID> jobIds, Demand demand) {
        waiting.keySet().removeAll(jobIds);
        living.keySet().removeAll(jobIds);
        add(demand);
    }

    List<Candidate> waiting() {
        return waiting.values().stream().flatMap(List::stream).toList();
    }

    /** When the first pause before a retry ends; empty when nothing pauses. */
    Optional<Instant> pauseEndsAfter(Instant now) {
        return waiting.values().stream()
                .flatMap(List::stream)
                .map(Candidate::notBefore)
                .filter(notBefore -> notBefore.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    List<Living> living() {
        return living.values().stream().flatMap(List::stream).toList();
    }

    private void add(Demand demand) {
        demand.waiting()
                .forEach(candidate -> waiting.computeIfAbsent(candidate.job().jobId(), _ -> new ArrayList<>())
                        .add(candidate));
        demand.living()
                .forEach(attempt -> living.computeIfAbsent(attempt.jobId(), _ -> new ArrayList<>())
                        .add(attempt));
    }
}
