package dev.comfymesh.router.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.domain.Decision;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Fleet;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.Target;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One round of the matcher: read what has changed, decide, and make the decisions durable under the matcher's lease. */
public final class MatchCandidates {
    private static final Duration FLEET_AGE = Duration.ofSeconds(1);
    // A word from another replica may be lost.
    private static final Duration BOARD_AGE = Duration.ofSeconds(30);

    private final Matcher matcher;
    private final MatchStore store;
    private final FleetView fleetView;
    private final GiveUpCandidates giveUp;
    private final FollowEnding endings;
    private final Duration unlearnedService;
    private final Clock clock;
    private final Board board = new Board();

    private volatile boolean fleetStale = true;
    private Instant fleetRead = Instant.EPOCH;
    private Instant boardRead = Instant.EPOCH;
    private List<Target> targets = List.of();
    private Estimates estimates;

    public MatchCandidates(
            Matcher matcher,
            MatchStore store,
            FleetView fleetView,
            GiveUpCandidates giveUp,
            FollowEnding endings,
            Duration unlearnedService,
            Clock clock) {
        this.matcher = matcher;
        this.store = store;
        this.fleetView = fleetView;
        this.giveUp = giveUp;
        this.endings = endings;
        this.unlearnedService = unlearnedService;
        this.clock = clock;
        this.estimates = new Estimates(List.of(), unlearnedService);
    }

    public Board board() {
        return board;
    }

    public void markFleetStale() {
        fleetStale = true;
    }

    /** A new holder of the lease believes nothing that it remembers. */
    public void forget() {
        board.markAllStale();
        fleetStale = true;
    }

    /** Answers how long the next candidate pauses before its retry; empty when none does. */
    public Uni<Optional<Duration>> round(Lease lease) {
        var now = clock.instant();
        return readBoard(now)
                .chain(() -> readFleet(now))
                .chain(() -> decide(lease, clock.instant()))
                .onFailure()
                .invoke(this::forget);
    }

    // Measured from when it was decided: a pause that ended since then is negative, and not forgotten.
    private Uni<Optional<Duration>> decide(Lease lease, Instant now) {
        return act(lease, now).map(_ -> board.pauseEndsAfter(now).map(end -> Duration.between(clock.instant(), end)));
    }

    private Uni<Void> readBoard(Instant now) {
        if (!now.isBefore(boardRead.plus(BOARD_AGE))) {
            board.markAllStale();
        }
        if (board.takeAllStale()) {
            boardRead = now;
            return store.demand().invoke(board::replaceAll).replaceWithVoid();
        }
        var stale = board.takeStale();
        return stale.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.demand(stale)
                        .invoke(demand -> board.replace(stale, demand))
                        .replaceWithVoid();
    }

    private Uni<Void> readFleet(Instant now) {
        if (!fleetStale && now.isBefore(fleetRead.plus(FLEET_AGE))) {
            return Uni.createFrom().voidItem();
        }
        fleetStale = false;
        fleetRead = now;
        return fleetView
                .read()
                .invoke(read -> targets = read)
                .chain(store::estimates)
                .invoke(learned -> estimates = new Estimates(learned, unlearnedService))
                .replaceWithVoid();
    }

    private Uni<Void> act(Lease lease, Instant now) {
        var living = board.living();
        var decisions = matcher.decide(board.waiting(), new Fleet(targets, living, estimates), now);
        return assign(lease, only(decisions, Assigned.class), now)
                .chain(() -> giveUp(lease, only(decisions, GivenUp.class), now))
                .chain(() -> endLapsed(lease, living, now));
    }

    private Uni<Void> assign(Lease lease, List<Assigned> assigned, Instant now) {
        if (assigned.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        board.markStale(jobsOf(assigned));
        return store.assign(lease, assigned, now);
    }

    private Uni<Void> giveUp(Lease lease, List<GivenUp> decisions, Instant now) {
        board.markStale(jobsOf(decisions));
        var byJob = decisions.stream()
                .collect(groupingBy(decision -> decision.candidate().job(), LinkedHashMap::new, toList()));
        return Multi.createFrom()
                .iterable(byJob.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> giveUp(lease, entry.getKey(), entry.getValue(), now))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> giveUp(Lease lease, Job job, List<GivenUp> decisions, Instant now) {
        return store.change(
                lease, job.tenant().id(), job.traceparent(), jobs -> giveUp.all(jobs, job.jobId(), decisions, now));
    }

    private Uni<Void> endLapsed(Lease lease, List<Living> living, Instant now) {
        var lapsed = living.stream()
                .filter(attempt -> attempt.unknown() && !now.isBefore(attempt.endBy()))
                .toList();
        board.markStale(lapsed.stream().map(Living::jobId).toList());
        return Multi.createFrom()
                .iterable(lapsed)
                .onItem()
                .transformToUniAndConcatenate(attempt ->
                        store.change(lease, attempt.tenantId(), null, jobs -> endings.lapsed(jobs, attempt, now)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static <D extends Decision> List<D> only(List<Decision> decisions, Class<D> kind) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<UUID> jobsOf(List<? extends Decision> decisions) {
        return decisions.stream()
                .map(decision -> decision.candidate().job().jobId())
                .toList();
    }
}
