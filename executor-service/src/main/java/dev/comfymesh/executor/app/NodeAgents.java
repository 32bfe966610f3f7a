package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.AgentReport;
import dev.comfymesh.executor.domain.PlacementOrders;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This replica's view of the agents beside the nodes: what they have, and what all of them are to place. It is read again
 * when another replica says so, and every few seconds, so whoever asks never waits for the database.
 */
public final class NodeAgents {
    private static final Duration READ_AGAIN = Duration.ofSeconds(5);

    private final Placements placements;
    private final Loops loops;
    private final Duration goneAfter;
    private final Set<CompletableFuture<PlacementOrders>> waiting = ConcurrentHashMap.newKeySet();
    private Loops.@Nullable Running reading;
    private Loops.@Nullable Running ordering;
    private volatile Consumer<Set<String>> changed = _ -> {};
    private volatile Map<String, AgentReport> reports = Map.of();
    private volatile PlacementOrders orders = PlacementOrders.NONE;
    private volatile boolean ordersExpected;
    private volatile boolean endIsNear;

    public NodeAgents(Placements placements, Loops loops, Duration goneAfter) {
        this.placements = placements;
        this.loops = loops;
        this.goneAfter = goneAfter;
    }

    /** Begins to read, and tells of which targets the agent said something else, or came, or is gone. */
    public void start(Consumer<Set<String>> changedTargets) {
        changed = changedTargets;
        reading = loops.start("agents", READ_AGAIN, this::readReports);
        ordering = loops.start("orders for agents", READ_AGAIN, this::readOrders);
        reportsChanged();
        ordersChanged();
    }

    /** Nobody is kept waiting from now on: each asks another replica. */
    public void endIsNear() {
        endIsNear = true;
        waiting.forEach(agent -> agent.complete(orders));
    }

    public void stop() {
        if (reading != null && ordering != null) {
            reading.stop();
            ordering.stop();
        }
    }

    public void reportsChanged() {
        if (reading != null) {
            reading.wake();
        }
    }

    public void ordersChanged() {
        if (ordering != null) {
            ordering.wake();
        }
    }

    /** Orders are being stored; whoever stores them says when they are there. */
    public void expectOrders() {
        ordersExpected = true;
    }

    /** What was expected is stored: answers whether that was anything. */
    public boolean takeExpected() {
        var expected = ordersExpected;
        ordersExpected = false;
        return expected;
    }

    /** Adds what the target's agent says to what was seen of the target; nothing when it has none, or it is gone. */
    public TargetObserved completed(TargetObserved seen) {
        var report = reports.get(seen.targetId());
        return report == null
                ? seen
                : new TargetObserved(
                        seen.targetId(),
                        seen.at(),
                        seen.ownerEpoch(),
                        seen.n(),
                        seen.health(),
                        seen.queue(),
                        seen.vram(),
                        seen.loadedModels(),
                        seen.catalogueDigest(),
                        seen.machine(),
                        report.files(),
                        report.freeDiskBytes());
    }

    /** The orders, as soon as they are not the known ones, or as they are when the time is over. */
    public Uni<PlacementOrders> orders(String known, Duration wait) {
        var change = new CompletableFuture<PlacementOrders>();
        waiting.add(change);
        var now = orders;
        var answer = now.version().equals(known) && !wait.isZero() && !endIsNear
                ? Uni.createFrom().completionStage(change)
                : Uni.createFrom().item(now);
        return answer.onTermination()
                .invoke(() -> waiting.remove(change))
                .ifNoItem()
                .after(wait.plusMillis(1))
                .recoverWithItem(now);
    }

    private Uni<Boolean> readReports() {
        return placements
                .agents()
                .map(heard -> heard.stream()
                        .filter(agent -> agent.ago().compareTo(goneAfter) < 0)
                        .collect(Collectors.toUnmodifiableMap(Placements.Heard::targetId, Placements.Heard::report)))
                .invoke(this::take)
                .replaceWith(false);
    }

    private void take(Map<String, AgentReport> fresh) {
        var before = reports;
        reports = fresh;
        var news = Stream.concat(before.keySet().stream(), fresh.keySet().stream())
                .filter(target -> !sameFiles(before.get(target), fresh.get(target)))
                .collect(Collectors.toSet());
        if (!news.isEmpty()) {
            changed.accept(news);
        }
    }

    private static boolean sameFiles(@Nullable AgentReport one, @Nullable AgentReport other) {
        return one != null && other != null && one.files().equals(other.files());
    }

    private Uni<Boolean> readOrders() {
        return placements.wanted().invoke(this::take).replaceWith(false);
    }

    private void take(PlacementOrders fresh) {
        if (!fresh.version().equals(orders.version())) {
            orders = fresh;
            waiting.forEach(agent -> agent.complete(fresh));
        }
    }
}
