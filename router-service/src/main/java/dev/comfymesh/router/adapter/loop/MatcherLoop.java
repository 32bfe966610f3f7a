package dev.comfymesh.router.adapter.loop;

import dev.comfymesh.kit.lease.LeaseKeeper;
import dev.comfymesh.kit.lease.Leases;
import dev.comfymesh.kit.loop.Loop;
import dev.comfymesh.kit.signal.Signals;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.router.app.Matching;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
    private static final String LEASE = "matcher";
    private static final String JOBS = "jobs";
    private static final String FLEET = "fleet";
    private static final Duration TICK = Duration.ofSeconds(1);

    private final MatchCandidates candidates;
    private final Leases leases;
    private final Signals signals;
    private @Nullable LeaseKeeper keeper;
    private @Nullable Loop loop;
    private @Nullable Vertx vertx;
    // Touched by rounds alone, of which there is never more than one.
    private long pauseTimer = -1;

    MatcherLoop(MatchCandidates candidates, Leases leases, Signals signals) {
        this.candidates = candidates;
        this.leases = leases;
        this.signals = signals;
    }

    void start(@Observes @Priority(200) StartupEvent event, Vertx vertx) {
        this.vertx = vertx;
        loop = Loop.start(vertx, LEASE, TICK, this::round);
        keeper = LeaseKeeper.start(
                vertx, leases, LEASE, () -> Uni.createFrom().item(Set.of(LEASE)), _ -> takeOver(), _ -> {});
        signals.listen(JOBS, words -> here(words.stream().map(UUID::fromString).toList()));
        signals.listen(FLEET, _ -> fleetHere());
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null && keeper != null) {
            loop.stop();
            keeper.stop();
        }
    }

    @Override
    public void jobsChanged(Collection<UUID> jobIds) {
        if (isActive()) {
            here(jobIds);
            return;
        }
        jobIds.forEach(jobId -> signals.send(JOBS, jobId.toString()));
    }

    @Override
    public void fleetChanged() {
        if (isActive()) {
            fleetHere();
            return;
        }
        signals.send(FLEET, "");
    }

    private Uni<Boolean> round() {
        if (keeper == null) {
            return Uni.createFrom().item(false);
        }
        return keeper.held(LEASE)
                .map(lease -> candidates.round(lease).invoke(pause -> pause.ifPresent(this::wakeAfter)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .replaceWith(false);
    }

    /** Each round names the earliest end of a pause anew, so one timer is enough. */
    private void wakeAfter(Duration pause) {
        if (vertx != null) {
            vertx.cancelTimer(pauseTimer);
            pauseTimer = vertx.setTimer(Math.max(1, pause.toMillis() + 1), _ -> wake());
        }
    }

    private boolean isActive() {
        return keeper != null && keeper.held(LEASE).isPresent();
    }

    private void takeOver() {
        candidates.forget();
        wake();
    }

    private void here(Collection<UUID> jobIds) {
        if (jobIds.isEmpty()) {
            return;
        }
        candidates.board().markStale(jobIds);
        wake();
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
