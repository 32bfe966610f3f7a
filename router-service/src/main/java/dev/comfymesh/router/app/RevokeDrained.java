package dev.comfymesh.router.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Target;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Asks what still lives on targets whose time to be emptied is over to end, so that it goes elsewhere; each attempt once. */
final class RevokeDrained {
    // Spares the tables a question each round; they know it too.
    private final Set<UUID> asked = new HashSet<>();

    void forget() {
        asked.clear();
    }

    /** The attempts to ask, by job, at most so many; from now on they count as asked. */
    Map<UUID, List<Living>> due(List<Target> targets, Collection<Living> living, Instant now, int most) {
        var emptied = targets.stream()
                .filter(target -> target.isToBeEmptied(now))
                .map(Target::targetId)
                .collect(toSet());
        if (emptied.isEmpty()) {
            asked.clear();
            return Map.of();
        }
        var due = living.stream()
                .filter(attempt -> emptied.contains(attempt.targetId()) && !asked.contains(attempt.attemptId()))
                .limit(most)
                .toList();
        due.forEach(attempt -> asked.add(attempt.attemptId()));
        return due.stream().collect(groupingBy(Living::jobId));
    }

    List<JobFact> revoke(OpenJob job, List<Living> attempts, Instant now) {
        return Revocation.of(job, attempts, "its target is drained", now);
    }
}
