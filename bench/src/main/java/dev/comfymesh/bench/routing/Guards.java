package dev.comfymesh.bench.routing;

import dev.comfymesh.router.app.HoldRetries;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Hedge;
import dev.comfymesh.router.domain.HedgeBudget;
import dev.comfymesh.router.domain.HedgeBudget.Spent;
import dev.comfymesh.router.domain.HedgeGuard;
import dev.comfymesh.router.domain.HedgeGuard.PoolSoFar;
import dev.comfymesh.router.domain.HedgeGuard.Straggler;
import dev.comfymesh.router.domain.LatencyGuard;
import dev.comfymesh.router.domain.LatencyGuard.Placed;
import dev.comfymesh.router.domain.Living;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mesh's own guards, shown what it has placed as the router's tables would show it; they move, hold back and hedge. */
final class Guards {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_CANDIDATES = 4;

    private final LatencyGuard late;
    private final HoldRetries retries;
    private final HedgeGuard hedging;
    private final HedgeBudget budget;
    // Of those that have not ended.
    private final Map<Work, Hedge> hedges = new IdentityHashMap<>();
    private final Map<Work, Boolean> asked = new IdentityHashMap<>();
    private Instant notBefore = Instant.EPOCH;
    private long allMicros;
    private long hedgeMicros;

    /** An attempt that lives. */
    record Placing(Work work, Assigned assigned, Living living) {
        Candidate candidate() {
            return assigned.candidate();
        }
    }

    Guards(LatencyGuard late, HoldRetries retries, HedgeGuard hedging, HedgeBudget budget) {
        this.late = late;
        this.retries = retries;
        this.hedging = hedging;
        this.budget = budget;
    }

    List<Candidate> heed(List<Candidate> waiting, Instant now) {
        return retries.heed(waiting, now);
    }

    void assigned(List<Assigned> granted, Instant now) {
        retries.assigned(granted, now);
    }

    boolean areDue(Instant now) {
        return !now.isBefore(notBefore);
    }

    /** Beside what it runs and what that may cost; null for one that is there for itself. */
    @Nullable
    Hedge hedge(Work work) {
        return hedges.get(work);
    }

    void ended(Work work, Machine.Run run) {
        asked.remove(work);
        hedges.remove(work);
        allMicros += run.micros();
        hedgeMicros += work.isHedge() ? run.micros() : 0;
    }

    /** One that is moved is not hedged, and the other way round. */
    void look(Collection<Placing> placed, Fleet fleet, Strategy.Floor floor, Instant now) {
        notBefore = now.plus(PAUSE);
        hedges.keySet().removeIf(Work::isOver);
        var byAttempt = new HashMap<UUID, Placing>();
        placed.stream()
                .filter(one -> !one.work().isHedge() && !one.work().wasHedged() && !asked.containsKey(one.work()))
                .forEach(one -> byAttempt.put(one.living().attemptId(), one));
        move(byAttempt, fleet, floor, now);
        hedge(byAttempt, fleet, floor, now);
    }

    private void move(Map<UUID, Placing> placed, Fleet fleet, Strategy.Floor floor, Instant now) {
        var suspects = known(placed, late.suspects(fleet, now)).stream()
                .map(one -> new Placed(one.living(), one.candidate(), one.work().revocations()))
                .toList();
        if (suspects.isEmpty()) {
            return;
        }
        for (var moved : late.moves(suspects, fleet, now)) {
            var one = placed.remove(moved.attemptId());
            if (one != null) {
                asked.put(one.work(), true);
                floor.hands().revoke(one.work());
            }
        }
    }

    private void hedge(Map<UUID, Placing> placed, Fleet fleet, Strategy.Floor floor, Instant now) {
        var alone = fleet.living().stream()
                .filter(run -> placed.containsKey(run.attemptId()))
                .toList();
        if (budget.isNothing() || alone.isEmpty()) {
            return;
        }
        var stragglers = known(placed, hedging.suspects(alone, fleet, now)).stream()
                .map(Guards::straggler)
                .toList();
        if (stragglers.isEmpty()) {
            return;
        }
        for (var wish : budget.admit(hedging.wishes(stragglers, fleet, now), spent())) {
            var one = placed.get(wish.straggler().living().attemptId());
            if (one != null) {
                hedges.put(floor.hands().hedge(one.work()), wish.hedge());
            }
        }
    }

    private Spent spent() {
        var open = hedges.values().stream().mapToLong(Hedge::mostMicros).sum();
        return new Spent(allMicros, hedgeMicros + open);
    }

    private static Straggler straggler(Placing one) {
        var outlook = one.assigned().chosen().outlook();
        var outputs = one.work().outputs();
        return new Straggler(
                one.living(),
                one.candidate(),
                new PoolSoFar(1 + outputs, 1, outputs, 1 + outputs, MOST_CANDIDATES),
                outlook == null ? 0 : outlook.loadMillis());
    }

    private static List<Placing> known(Map<UUID, Placing> placed, List<Living> suspects) {
        Set<UUID> ids = suspects.stream().map(Living::attemptId).collect(Collectors.toSet());
        return placed.values().stream()
                .filter(one -> ids.contains(one.living().attemptId()))
                .sorted((one, other) -> Long.compare(
                        one.work().request.n(), other.work().request.n()))
                .toList();
    }
}
