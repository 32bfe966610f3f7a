package dev.comfymesh.router.app;

import static java.util.stream.Collectors.groupingBy;

import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.app.BoardChange.Reread;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.HedgeGuard.Wish;
import dev.comfymesh.router.domain.LatencyGuard;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.RetryBudget;
import io.smallrye.mutiny.Uni;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One round of the matcher: follow what has changed, decide, and make the decisions durable under the matcher's lease. */
public final class MatchCandidates {
    /** Under which only one replica places candidates. */
    public static final String LEASE = "matcher";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    // A word from another replica may be lost.
    private static final Duration BOARD_AGE = Duration.ofSeconds(30);
    // How many jobs are changed in one transaction: their rows are held until it ends.
    private static final int MOST_CHANGED = 200;

    private final Matcher matcher;
    private final MatchStore store;
    private final Surroundings surroundings;
    private final Learning learning;
    private final GiveUpCandidates giveUp;
    private final FollowEnding endings;
    private final WaitingLine line;
    private final Watch watch;
    private final Clock clock;
    private final RevokeDrained drained = new RevokeDrained();
    private final MoveLate late;
    private final HedgeLast hedges;
    private final HoldRetries retries;
    private final LiftedEjections lifted;
    private final ServedTenants tenants;
    private final Board board;
    private Instant boardRead = Instant.EPOCH;
    private volatile boolean tenantsUnknown = true;

    public MatchCandidates(
            Matcher matcher,
            MatchStore store,
            Surroundings surroundings,
            Learning learning,
            GiveUpCandidates giveUp,
            FollowEnding endings,
            LatencyGuard guard,
            RetryBudget budget,
            HedgeLast hedges,
            WaitingLine line,
            Watch watch,
            Clock clock) {
        this.matcher = matcher;
        this.store = store;
        this.surroundings = surroundings;
        this.learning = learning;
        this.giveUp = giveUp;
        this.endings = endings;
        this.line = line;
        this.watch = watch;
        this.clock = clock;
        this.late = new MoveLate(guard);
        this.hedges = hedges;
        this.retries = new HoldRetries(budget, watch::held);
        this.lifted = new LiftedEjections(watch);
        this.tenants = new ServedTenants(matcher.policy().fairness().halfLife());
        this.board = new Board(tenants);
    }

    /** What a round came to: whether the next is to follow at once, else when something is due, and the CPU time of deciding. */
    public record Round(boolean more, Optional<Instant> due, Duration effort) {}

    public Board board() {
        return board;
    }

    public void markFleetStale() {
        surroundings.markStale();
    }

    /** A new holder of the lease believes nothing that it remembers. */
    public void forget() {
        board.markAllStale();
        tenantsUnknown = true;
        surroundings.forget();
        drained.forget();
        late.forget();
        retries.forget();
        lifted.forget();
    }

    public Uni<Round> round(Lease lease) {
        var now = clock.instant();
        return readBoard(now)
                .invoke(() -> learning.ended(board.takeEnded()))
                .chain(() -> readTenants(now))
                .chain(() -> surroundings.read(now))
                .invoke(() -> lifted.look(surroundings.targets(), now))
                .chain(() -> act(lease))
                .call(() -> learning.keep(lease, now))
                .onFailure()
                .invoke(this::forget);
    }

    private Uni<Void> readBoard(Instant now) {
        if (!now.isBefore(boardRead.plus(BOARD_AGE))) {
            board.markAllStale();
        }
        if (board.takeAllStale()) {
            boardRead = now;
            return store.demand()
                    .invoke(demand -> board.replaceAll(demand, now))
                    .replaceWithVoid();
        }
        var stale = board.follow(now);
        return stale.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.demand(stale)
                        .invoke(demand -> board.replace(stale, demand, now))
                        .replaceWithVoid();
    }

    private Uni<Void> readTenants(Instant now) {
        if (!tenantsUnknown) {
            return Uni.createFrom().voidItem();
        }
        tenantsUnknown = false;
        return store.served(now, matcher.policy().fairness().halfLife())
                .invoke(tenants::replace)
                .replaceWithVoid();
    }

    private Uni<Round> act(Lease lease) {
        var now = clock.instant();
        var waiting = retries.heed(board.waiting(), now);
        var living = board.living();
        surroundings.expect(waiting);
        var begun = THREADS.getCurrentThreadCpuTime();
        var decisions = decide(waiting, living, now);
        var effort = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun);
        watch.decided(Duration.between(now, clock.instant()));
        var assigned = only(decisions, Assigned.class);
        // What has just changed may be the target that was missing: it is read first.
        var givenUp = surroundings.isStale() ? List.<GivenUp>of() : only(decisions, GivenUp.class);
        return assign(lease, assigned, now)
                .chain(() -> giveUp(lease, givenUp, now))
                .chain(() -> endLapsed(lease, living, now))
                .chain(() -> revokeDrained(lease, living, now))
                .chain(() -> moveLate(lease, now))
                .chain(() -> hedge(lease, now))
                .invoke(() -> line.tell(board.waiting(), surroundings.fleet(board.living(), tenants.all()), now))
                .map(_ -> new Round(
                        matcher.isCutShort(assigned.size()) || givenUp.size() > MOST_CHANGED,
                        earliest(Board.pauseEndsAfter(waiting, now), surroundings.due()),
                        effort));
    }

    /** Most rounds follow the end of a run, and nobody waits. */
    private List<Decision> decide(List<Candidate> waiting, List<Living> living, Instant now) {
        return waiting.isEmpty() ? List.of() : matcher.decide(waiting, surroundings.fleet(living, tenants.all()), now);
    }

    private Uni<Void> assign(Lease lease, List<Assigned> decisions, Instant now) {
        if (decisions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.assign(lease, decisions, now)
                .invoke(granted -> {
                    board.assigned(granted);
                    surroundings.assigned(granted);
                    retries.assigned(granted, now);
                    reread(refused(decisions, granted));
                    watch.assigned(granted, now);
                })
                .replaceWithVoid();
    }

    private Uni<Void> giveUp(Lease lease, List<GivenUp> decisions, Instant now) {
        if (decisions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var byJob = decisions.stream()
                .collect(groupingBy(decision -> decision.candidate().job().jobId()));
        var jobIds = new HashSet<>(byJob.keySet().stream().limit(MOST_CHANGED).toList());
        reread(jobIds);
        return store.change(lease, jobIds, job -> giveUp.all(job, byJob.getOrDefault(job.jobId(), List.of()), now))
                .invoke(() -> watch.gaveUp(decisions.stream()
                        .filter(decision ->
                                jobIds.contains(decision.candidate().job().jobId()))
                        .toList()));
    }

    private Uni<Void> endLapsed(Lease lease, List<Living> living, Instant now) {
        var lapsed = living.stream()
                .filter(attempt -> attempt.unknown() && !now.isBefore(attempt.endBy()))
                .limit(MOST_CHANGED)
                .collect(groupingBy(Living::jobId));
        if (lapsed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        reread(lapsed.keySet());
        return store.change(
                lease,
                lapsed.keySet(),
                job -> lapsed.getOrDefault(job.jobId(), List.of()).stream()
                        .flatMap(attempt -> endings.lapsed(job, attempt.attemptId(), now).stream())
                        .toList());
    }

    private Uni<Void> revokeDrained(Lease lease, List<Living> living, Instant now) {
        var due = drained.due(surroundings.targets(), living, now, MOST_CHANGED);
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.change(
                lease, due.keySet(), job -> drained.revoke(job, due.getOrDefault(job.jobId(), List.of()), now));
    }

    private Uni<Void> moveLate(Lease lease, Instant now) {
        return late.due(surroundings.fleet(board.living(), tenants.all()), now, store::placed)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : store.change(
                                lease,
                                due.keySet(),
                                job -> late.revoke(job, due.getOrDefault(job.jobId(), List.of()), now)));
    }

    private Uni<Void> hedge(Lease lease, Instant now) {
        return hedges.due(board.alone(), surroundings.fleet(board.living(), tenants.all()), now, store)
                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : hedge(lease, due, now));
    }

    private Uni<Void> hedge(Lease lease, Map<UUID, Wish> due, Instant now) {
        reread(due.keySet());
        return store.change(lease, due.keySet(), job -> hedges.add(job, due, now))
                .invoke(() -> watch.hedged(due.size()));
    }

    private void reread(Collection<UUID> jobIds) {
        board.tell(jobIds.stream().map(Reread::new).toList());
    }

    private static List<UUID> refused(List<Assigned> decisions, List<Assigned> granted) {
        var kept = new HashSet<>(granted.stream().map(Assigned::attemptId).toList());
        return decisions.stream()
                .filter(decision -> !kept.contains(decision.attemptId()))
                .map(decision -> decision.candidate().job().jobId())
                .toList();
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private static <D extends Decision> List<D> only(List<Decision> decisions, Class<D> kind) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
