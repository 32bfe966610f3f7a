package dev.comfymesh.router.adapter.loop;

import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.kit.lease.LeaseKeeper;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.kit.signal.Signals;
import dev.comfymesh.router.app.BoardChange;
import dev.comfymesh.router.app.BoardChange.Reread;
import dev.comfymesh.router.app.BoardChange.Started;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.router.app.MatchCandidates.Round;
import dev.comfymesh.router.app.Matching;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs the matcher where its lease is held: at once on every change, when a pause before a retry ends, and each second;
 * elsewhere it stands by.
 */
@ApplicationScoped
class MatcherLoop implements Matching {
    private static final String LEASE = MatchCandidates.LEASE;
    private static final String JOBS = "jobs";
    private static final String FLEET = "fleet";
    private static final Duration TICK = Duration.ofSeconds(1);
    // A round that decides this quickly is followed by the next at once.
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final int REST = 4;

    private final MatchCandidates candidates;
    private final Leases leases;
    private final Signals signals;
    private final Clock clock;
    private @Nullable LeaseKeeper keeper;
    private @Nullable Loop loop;
    private @Nullable Vertx vertx;
    // Touched by rounds alone, of which there is never more than one.
    private long timer = -1;
    private long notBefore = System.nanoTime();

    MatcherLoop(MatchCandidates candidates, Leases leases, Signals signals, Clock clock) {
        this.clock = clock;
        this.candidates = candidates;
        this.leases = leases;
        this.signals = signals;
    }

    void start(@Observes @Priority(200) StartupEvent event, Vertx vertx) {
        this.vertx = vertx;
        loop = Loop.start(vertx, LEASE, TICK, this::round);
        keeper = LeaseKeeper.start(
                vertx, leases, LEASE, () -> Uni.createFrom().item(Set.of(LEASE)), _ -> takeOver(), _ -> {});
        signals.listen(
                JOBS,
                words -> here(
                        words.stream().map(UUID::fromString).map(Reread::new).toList()));
        signals.listen(FLEET, _ -> fleetHere());
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null && keeper != null) {
            loop.stop();
            keeper.stop();
        }
    }

    @Override
    public void jobsChanged(Collection<BoardChange> changes) {
        if (isActive()) {
            here(changes);
            return;
        }
        changes.stream().map(BoardChange::jobId).distinct().forEach(jobId -> signals.send(JOBS, jobId.toString()));
    }

    @Override
    public void fleetChanged() {
        if (isActive()) {
            fleetHere();
            return;
        }
        signals.send(FLEET, "");
    }

    /** The next round waits until this one's deciding is but a small part of the time: a long line costs patience, not cores. */
    private Uni<Boolean> round() {
        var lease = keeper == null ? Optional.<Lease>empty() : keeper.held(LEASE);
        if (lease.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var early = notBefore - System.nanoTime();
        if (early > 0) {
            wakeAfter(Duration.ofNanos(early));
            return Uni.createFrom().item(false);
        }
        return candidates
                .round(lease.get())
                .invoke(round -> notBefore = System.nanoTime() + REST * restWorthy(round.effort()))
                .invoke(round -> round.due().ifPresent(due -> wakeAfter(Duration.between(clock.instant(), due))))
                .map(Round::more);
    }

    // CPU time: where others keep the cores busy a round takes longer, and to rest the longer would make the line grow.
    private static long restWorthy(Duration effort) {
        return effort.compareTo(SHORT) < 0 ? 0 : effort.toNanos();
    }

    /** Each round names anew what is due first, so one timer is enough. */
    private void wakeAfter(Duration pause) {
        if (vertx != null) {
            vertx.cancelTimer(timer);
            timer = vertx.setTimer(Math.max(1, pause.toMillis() + 1), _ -> wake());
        }
    }

    private boolean isActive() {
        return keeper != null && keeper.held(LEASE).isPresent();
    }

    private void takeOver() {
        candidates.forget();
        wake();
    }

    private void here(Collection<? extends BoardChange> changes) {
        candidates.board().tell(changes);
        // That an attempt began makes room nowhere.
        if (changes.stream().anyMatch(change -> !(change instanceof Started))) {
            wake();
        }
    }

    private void fleetHere() {
        candidates.markFleetStale();
        wake();
    }

    private void wake() {
        if (loop != null) {
            loop.wake();
        }
    }
}
