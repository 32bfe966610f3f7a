package dev.comfymesh.kit.lease;

import dev.comfymesh.kit.loop.Loop;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps hold of a changing set of names: looks for free ones every 2 s, renews its own every 5 s, and says what was
 * gained and lost. A lease whose renewal did not come through in time counts as lost.
 */
public final class LeaseKeeper {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final Duration RENEWAL = Duration.ofSeconds(5);

    private final Leases leases;
    private final Supplier<Uni<Set<String>>> wanted;
    private final Consumer<Lease> gained;
    private final Consumer<String> lost;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();
    private final Loop loop;

    private LeaseKeeper(
            Vertx vertx,
            Leases leases,
            String name,
            Supplier<Uni<Set<String>>> wanted,
            Consumer<Lease> gained,
            Consumer<String> lost) {
        this.leases = leases;
        this.wanted = wanted;
        this.gained = gained;
        this.lost = lost;
        this.loop = Loop.start(vertx, name + " leases", SWEEP, this::sweep);
    }

    /** Starts keeping the names that {@code wanted} answers at each sweep; the two listeners are called on its context. */
    public static LeaseKeeper start(
            Vertx vertx,
            Leases leases,
            String name,
            Supplier<Uni<Set<String>>> wanted,
            Consumer<Lease> gained,
            Consumer<String> lost) {
        return new LeaseKeeper(vertx, leases, name, wanted, gained, lost);
    }

    public Optional<Lease> held(String name) {
        return Optional.ofNullable(held.get(name));
    }

    public Collection<Lease> held() {
        return List.copyOf(held.values());
    }

    /** Looks for free names now, because one may have become wanted. */
    public void sweepNow() {
        loop.wake();
    }

    /** Takes and renews nothing from now on; what is held is released when the process shuts down, or runs out. */
    public void stop() {
        loop.stop();
        held.clear();
    }

    private Uni<Boolean> sweep() {
        return wanted.get()
                .chain(names -> take(due(names)).chain(() -> releaseUnwanted(names)))
                .onTermination()
                .invoke(this::dropOverdue)
                .replaceWith(false);
    }

    private List<String> due(Set<String> names) {
        var renewBefore = System.nanoTime() + Leases.TERM.minus(RENEWAL).toNanos();
        return names.stream()
                .filter(name -> held(name)
                        .map(lease -> lease.heldUntilNanos() < renewBefore)
                        .orElse(true))
                .sorted()
                .toList();
    }

    private Uni<Void> take(List<String> names) {
        return leases.takeAll(names)
                .invoke(taken -> names.forEach(
                        name -> Optional.ofNullable(taken.get(name)).ifPresentOrElse(this::hold, () -> drop(name))))
                .replaceWithVoid();
    }

    private void hold(Lease lease) {
        var before = held.put(lease.name(), lease);
        if (before == null || before.epoch() != lease.epoch()) {
            LOG.infof("Took lease %s, epoch %d", lease.name(), lease.epoch());
            gained.accept(lease);
        }
    }

    private void drop(String name) {
        var gone = held.remove(name);
        if (gone != null) {
            leases.forget(gone);
            LOG.warnf("Lost lease %s: another instance took it, or the database was away for too long", name);
            lost.accept(name);
        }
    }

    private Uni<Void> releaseUnwanted(Set<String> names) {
        var unwanted = new ArrayList<>(held());
        unwanted.removeIf(lease -> names.contains(lease.name()));
        return Multi.createFrom()
                .iterable(unwanted)
                .invoke(lease -> {
                    held.remove(lease.name());
                    lost.accept(lease.name());
                })
                .onItem()
                .transformToUniAndConcatenate(leases::release)
                .toUni();
    }

    private void dropOverdue() {
        var now = System.nanoTime();
        held().stream()
                .filter(lease -> lease.heldUntilNanos() < now)
                .map(Lease::name)
                .forEach(this::drop);
    }
}
