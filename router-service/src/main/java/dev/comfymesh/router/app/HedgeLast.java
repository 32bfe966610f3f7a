package dev.comfymesh.router.app;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.HedgeBudget;
import dev.comfymesh.router.domain.HedgeGuard;
import dev.comfymesh.router.domain.HedgeGuard.Wish;
import dev.comfymesh.router.domain.Living;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Adds a candidate beside the one that its pool waits for alone, where that takes too long: once for a job, and as far as the
 * budget goes. The tables are asked only about what seems to.
 */
public final class HedgeLast {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_WITHOUT_BUDGET = Duration.ofMinutes(1);
    private static final Duration BUDGETED = Duration.ofDays(1);

    private final HedgeGuard guard;
    private final HedgeBudget budget;
    private Instant notBefore = Instant.EPOCH;

    public HedgeLast(HedgeGuard guard, HedgeBudget budget) {
        this.guard = guard;
        this.budget = budget;
    }

    /** What is to be added, by job. */
    Uni<Map<UUID, Wish>> due(Collection<Living> alone, Fleet fleet, Instant now, MatchStore store) {
        if (budget.isNothing() || now.isBefore(notBefore)) {
            return Uni.createFrom().item(Map.of());
        }
        notBefore = now.plus(PAUSE);
        var suspects = guard.suspects(alone, fleet, now).stream()
                .map(Living::attemptId)
                .collect(toSet());
        return suspects.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : store.stragglers(suspects)
                        .map(stragglers -> guard.wishes(stragglers, fleet, now))
                        .chain(wishes -> admitted(wishes, now, store));
    }

    private Uni<Map<UUID, Wish>> admitted(List<Wish> wishes, Instant now, MatchStore store) {
        return wishes.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : store.spent(now.minus(BUDGETED))
                        .map(spent -> budget.admit(wishes, spent))
                        .invoke(admitted -> {
                            if (admitted.isEmpty()) {
                                notBefore = now.plus(PAUSE_WITHOUT_BUDGET);
                            }
                        })
                        .map(admitted -> admitted.stream()
                                .collect(toMap(wish -> wish.straggler().living().jobId(), wish -> wish)));
    }

    /** Nothing where the job has gone on since. */
    List<JobFact> add(OpenJob job, Map<UUID, Wish> due, Instant now) {
        var wish = due.get(job.jobId());
        return wish == null || !holds(job, wish) ? List.of() : added(job, wish, now);
    }

    private static boolean holds(OpenJob job, Wish wish) {
        return job.isWanted()
                && job.row().wave() == wish.straggler().pool().wave()
                && job.waitsAloneFor(wish.straggler().living().attemptId());
    }

    private static List<JobFact> added(OpenJob job, Wish wish, Instant now) {
        var run = wish.straggler().living();
        var avoided = new HashSet<>(wish.straggler().candidate().avoided());
        avoided.add(run.targetId());
        var added = NewCandidate.of(job.jobId(), job.row().seed(), job.added() + 1);
        job.addHedge(added, wish.hedge(), avoided, now);
        return List.of(new CandidatesAdded(
                job.jobId(), now, job.row().wave(), List.of(added), wish.hedge().candidateId()));
    }
}
