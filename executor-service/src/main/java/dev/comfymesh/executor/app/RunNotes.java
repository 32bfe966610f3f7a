package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.AttemptPreview;
import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.NodeEvent.NodeState;
import dev.comfymesh.executor.domain.RunProgress;
import dev.comfymesh.executor.domain.RunTimes;
import dev.comfymesh.executor.domain.TargetClass;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a node says about a run, tells only the newest of it, and learns from it when the run is over; filled by one
 * thread and emptied by another.
 */
final class RunNotes {
    private final Assignment attempt;
    private final Ports ports;
    private final HistoryStore.Key key;
    private final AtomicReference<NodeEvent.@Nullable Previewed> preview = new AtomicReference<>();
    private final AtomicReference<NodeEvent.@Nullable Progressed> latest = new AtomicReference<>();
    private final AtomicReference<@Nullable RunTimes> times = new AtomicReference<>();
    private volatile Set<String> cached = Set.of();
    private volatile boolean allTold;
    private volatile @Nullable Graph graph;

    // The teller's alone.
    private @Nullable RunProgress progress;

    RunNotes(Assignment attempt, Ports ports) {
        this.attempt = attempt;
        this.ports = ports;
        this.key = new HistoryStore.Key(attempt.digest(), attempt.targetId());
    }

    void begin(Graph workflow) {
        graph = workflow;
    }

    void heardStart() {
        times.compareAndSet(null, RunTimes.from(now()));
    }

    void heardEnd() {
        times.updateAndGet(known -> known == null || known.over() ? known : known.over(now()));
    }

    void heard(NodeEvent.Began event) {
        times.updateAndGet(known -> known == null ? null : known.began(event.node(), now()));
    }

    void heard(NodeEvent.Cached event) {
        cached = Set.copyOf(event.nodes());
    }

    void heard(NodeEvent.Progressed event) {
        allTold = true;
        latest.set(event);
    }

    /** Newer servers tell this beside the whole, which says more. */
    void heard(NodeEvent.Stepped event) {
        if (!allTold) {
            latest.set(new NodeEvent.Progressed(
                    event.run(), () -> List.of(event.node().get())));
        }
    }

    void heard(NodeEvent.Previewed event) {
        if (attempt.previews()) {
            preview.set(event);
        }
    }

    Uni<Void> tellProgress(TargetClass targetClass) {
        var workflow = graph;
        var news = workflow == null ? null : latest.getAndSet(null);
        if (workflow == null || news == null) {
            return Uni.createFrom().voidItem();
        }
        return progress(workflow, targetClass)
                .map(known -> known.with(cached, states(news.nodes().get())))
                .invoke(this::tell)
                .replaceWithVoid();
    }

    void tellPreview() {
        var newest = preview.getAndSet(null);
        if (newest != null) {
            ports.notes()
                    .send(new AttemptPreview(
                            attempt.jobId(),
                            attempt.candidateId(),
                            attempt.attemptId(),
                            newest.mediaType(),
                            Base64.getEncoder().encodeToString(newest.image())));
        }
    }

    /** What the nodes took is counted however the run ended; only a success tells how long all of them take. */
    void learn(boolean succeeded, TargetClass targetClass) {
        var run = times.get();
        var workflow = graph;
        if (run == null || workflow == null) {
            return;
        }
        run.took()
                .forEach((node, took) -> workflow.nodeClass(node)
                        .ifPresent(nodeClass -> ports.tally().computed(nodeClass, targetClass, took)));
        if (succeeded) {
            ports.histories().learn(key, targetClass, run);
        }
    }

    private Uni<RunProgress> progress(Graph workflow, TargetClass targetClass) {
        var known = progress;
        return known != null
                ? Uni.createFrom().item(known)
                : ports.histories().of(key, targetClass).map(history -> RunProgress.of(workflow, history));
    }

    /** With the nodes that have ended although the target does not count them. */
    private List<NodeState> states(List<NodeState> told) {
        var run = times.get();
        if (run == null) {
            return told;
        }
        var states = new ArrayList<NodeState>();
        run.took().keySet().stream()
                .filter(node -> told.stream().noneMatch(state -> state.node().equals(node)))
                .forEach(node -> states.add(new NodeState(node, 1, 1, true)));
        states.addAll(told);
        return states;
    }

    private void tell(RunProgress newest) {
        progress = newest;
        newest.current()
                .ifPresent(node -> ports.notes()
                        .send(new AttemptProgress(
                                attempt.jobId(),
                                attempt.candidateId(),
                                attempt.attemptId(),
                                node.node(),
                                node.step(),
                                node.steps(),
                                newest.fraction(),
                                remainingMillis(newest),
                                newest.nodes())));
    }

    private @Nullable Long remainingMillis(RunProgress newest) {
        var run = times.get();
        return run == null
                ? null
                : newest.remaining(Duration.between(run.startedAt(), now()))
                        .map(Duration::toMillis)
                        .orElse(null);
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
