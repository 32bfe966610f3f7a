package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Target;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of one target for one tenure: its sockets, its observation, and one run for each of its live attempts,
 * those of earlier owners included.
 */
final class TargetDesk implements Site {
    /** A definition that nobody told us of is found after this time. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    /** Nothing is told without a wake-up. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Ports ports;
    private final Tenure tenure;
    private final Runnable moreWork;
    private final ObserveTarget observe;
    private final Map<String, AttemptRun> runs = new ConcurrentHashMap<>();
    private final DeskSockets sockets = new DeskSockets();
    private final Loops.Running keeping;
    private final Loops.Running observing;
    private final Loops.Running telling;
    private final Optional<WarmUp> warmUp;
    private final AtomicBoolean tellingSoon = new AtomicBoolean();
    private volatile @Nullable Connection connection;
    private volatile boolean adopted;
    private volatile boolean closed;
    private volatile Instant readAgain = Instant.MIN;
    private volatile Set<String> loaded = Set.of();
    private boolean previewsToo;

    private record Connection(Target target, NodeClient node) {}

    /** {@code moreWork} is run when there may be attempts that came before they could be taken. */
    TargetDesk(Ports shared, Tenure tenure, Runnable moreWork) {
        this.ports = shared.with(shared.loops().apart());
        this.tenure = tenure;
        this.moreWork = moreWork;
        this.observe = new ObserveTarget(ports, tenure);
        this.warmUp = ports.care()
                .warmUp(tenure.targetId())
                .map(graph -> new WarmUp(ports, tenure.targetId(), graph, this::node, this::idle));
        var name = "target " + tenure.targetId();
        this.observing = ports.loops().start(name + " observation", ports.pace().observe(), this::observe);
        this.telling = ports.loops().start(name + " notes", IDLE, this::tell);
        // The last one: it turns on another thread at once, and needs all of the above.
        this.keeping = ports.loops().start(name, ports.pace().poll(), this::keep);
        keeping.wake();
    }

    Tenure tenure() {
        return tenure;
    }

    /** Whatever a turn that is under way still begins or opens is stopped and closed at once. */
    void close() {
        closed = true;
        keeping.stop();
        observing.stop();
        telling.stop();
        warmUp.ifPresent(WarmUp::stop);
        runs.values().forEach(AttemptRun::stop);
        sockets.close();
    }

    /** The target's definition may have changed. */
    void wake() {
        readAgain = Instant.MIN;
        keeping.wake();
    }

    /** The agent beside the node said something new. */
    void agentChanged() {
        observe.lookSoon();
        observing.wake();
    }

    int running() {
        return runs.size();
    }

    /** Begins the attempt, or hands on the wish to stop it. Before the adoption is done, that will find it. */
    void take(Attempt attempt) {
        if (!adopted) {
            return;
        }
        var run = begin(attempt);
        var wish = attempt.stop();
        if (wish != null) {
            run.notice(wish);
        }
    }

    @Override
    public NodeClient node() {
        return Objects.requireNonNull(connection).node();
    }

    @Override
    public boolean takesMore() {
        var current = connection;
        return current == null || !current.target().removed();
    }

    /** Models that no run needs any more make way for others before the node finds out by itself that it has no room. */
    @Override
    public Uni<Void> makeRoom(Graph graph) {
        var wanted = graph.models();
        var before = loaded;
        if (wanted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        loaded = wanted;
        return ports.care().needsRoom(before, wanted, observe.vitals())
                ? node().freeMemory()
                : Uni.createFrom().voidItem();
    }

    @Override
    public boolean hearing(String clientId) {
        return sockets.hearing(clientId);
    }

    @Override
    public void unheard(String clientId) {
        sockets.renew(clientId);
    }

    @Override
    public void ended(AttemptRun run) {
        var attempt = run.attempt();
        runs.remove(attempt.id().toString());
        run.notes().learn(attempt.state() == AttemptState.SUCCEEDED, observe.targetClass());
        var client = attempt.clientId();
        if (client != null && !client.equals(tenure.clientId()) && unused(client)) {
            sockets.drop(client);
        }
    }

    private boolean idle() {
        return runs.isEmpty() && takesMore();
    }

    private boolean unused(String client) {
        return runs.values().stream()
                .noneMatch(run -> client.equals(run.attempt().clientId()));
    }

    private Uni<Boolean> keep() {
        var now = ports.clock().instant();
        if (adopted && now.isBefore(readAgain)) {
            return Uni.createFrom().item(false);
        }
        readAgain = now.plus(READ_AGAIN);
        return ports.targets()
                .find(tenure.targetId())
                .invoke(found -> found.ifPresent(this::connect))
                .chain(found -> found.isEmpty() || adopted ? Uni.createFrom().voidItem() : adopt())
                .replaceWith(false);
    }

    private void connect(Target target) {
        var current = connection;
        if (current != null && current.target().url().equals(target.url())) {
            connection = new Connection(target, current.node());
            return;
        }
        connection = new Connection(target, ports.nodes().at(target));
        sockets.reopen(this::open);
        listen(tenure.clientId());
        observe.readCatalogueAgain();
        observing.wake();
    }

    /** What the former owner left: runs at the node are followed, and heard under the identity that submitted them. */
    private Uni<Void> adopt() {
        return ports.attempts()
                .live(tenure.targetId())
                .invoke(attempts -> {
                    attempts.forEach(this::begin);
                    adopted = true;
                    ports.tally()
                            .adopted(attempts.stream()
                                    .filter(attempt -> attempt.clientId() != null)
                                    .count());
                    moreWork.run();
                })
                .replaceWithVoid();
    }

    private AttemptRun begin(Attempt attempt) {
        var client = attempt.clientId();
        if (client != null) {
            listen(client);
        }
        var run = runs.computeIfAbsent(attempt.id().toString(), _ -> new AttemptRun(ports, tenure, this, attempt));
        if (closed) {
            run.stop();
        }
        return run;
    }

    private void listen(String client) {
        sockets.listen(client, this::open);
    }

    private NodeSocket open(String client) {
        return node().listen(client, new DeskEar(runs, observe, observing::wake, this::tellSoon, warmUp));
    }

    private Uni<Boolean> observe() {
        var current = connection;
        return current == null
                ? Uni.createFrom().item(false)
                : observe.look(current.node(), sockets.hearing(tenure.clientId()))
                        .replaceWith(false);
    }

    private Uni<Boolean> tell() {
        tellingSoon.set(false);
        previewsToo = !previewsToo;
        if (previewsToo) {
            runs.values().forEach(run -> run.notes().tellPreview());
        }
        return Multi.createFrom()
                .iterable(runs.values())
                .onItem()
                .transformToUniAndConcatenate(run -> run.notes().tellProgress(observe.targetClass()))
                .toUni()
                .replaceWith(false);
    }

    private void tellSoon() {
        if (tellingSoon.compareAndSet(false, true)) {
            telling.wakeIn(ports.pace().notes());
        }
    }
}
