package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.NodeEvent;
import dev.comfymesh.executor.domain.Target;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of one target for one tenure: its sockets, its observation, and one run for each of its live attempts,
 * those of earlier owners included.
 */
final class TargetDesk implements Site {
    /** A definition that nobody told us of is found after this time. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(10);

    /** Nothing is told without a wake-up. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Ports ports;
    private final Tenure tenure;
    private final Runnable moreWork;
    private final ObserveTarget observe;
    private final Map<String, AttemptRun> runs = new ConcurrentHashMap<>();
    private final Map<String, NodeSocket> sockets = new ConcurrentHashMap<>();
    private final Loops.Running keeping;
    private final Loops.Running observing;
    private final Loops.Running telling;
    private final AtomicBoolean tellingSoon = new AtomicBoolean();
    private volatile @Nullable Connection connection;
    private volatile boolean adopted;
    private volatile boolean closed;
    private volatile Instant readAgain = Instant.MIN;
    private boolean previewsToo;

    private record Connection(Target target, NodeClient node) {}

    /** {@code moreWork} is run when there may be attempts that came before they could be taken. */
    TargetDesk(Ports shared, Tenure tenure, Runnable moreWork) {
        this.ports = shared.with(shared.loops().apart());
        this.tenure = tenure;
        this.moreWork = moreWork;
        this.observe = new ObserveTarget(ports, tenure);
        var name = "target " + tenure.targetId();
        this.keeping = ports.loops().start(name, ports.pace().poll(), this::keep);
        this.observing = ports.loops().start(name + " observation", ports.pace().observe(), this::observe);
        this.telling = ports.loops().start(name + " notes", IDLE, this::tell);
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
        runs.values().forEach(AttemptRun::stop);
        sockets.values().forEach(NodeSocket::close);
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
    public boolean hearing(String clientId) {
        var socket = sockets.get(clientId);
        return socket != null && socket.open();
    }

    /** Whoever connects under the same identity takes the node's events away without a word. */
    @Override
    public void unheard(String clientId) {
        var socket = sockets.get(clientId);
        if (socket != null && socket.open()) {
            socket.renew();
        }
    }

    @Override
    public void ended(AttemptRun run) {
        runs.remove(run.attempt().id().toString());
        var client = run.attempt().clientId();
        if (client != null && !client.equals(tenure.clientId()) && unused(client)) {
            var socket = sockets.remove(client);
            if (socket != null) {
                socket.close();
            }
        }
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
            return;
        }
        var clients = sockets.keySet().stream().toList();
        sockets.values().forEach(NodeSocket::close);
        sockets.clear();
        connection = new Connection(target, ports.nodes().at(target));
        clients.forEach(this::listen);
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
        var socket = sockets.computeIfAbsent(client, _ -> node().listen(client, new Ear()));
        if (closed) {
            socket.close();
        }
    }

    private Uni<Boolean> observe() {
        var current = connection;
        return current == null
                ? Uni.createFrom().item(false)
                : observe.look(current.node()).replaceWith(false);
    }

    private Uni<Boolean> tell() {
        tellingSoon.set(false);
        runs.values().forEach(run -> run.notes().tellProgress());
        previewsToo = !previewsToo;
        if (previewsToo) {
            runs.values().forEach(run -> run.notes().tellPreview());
        }
        return Uni.createFrom().item(false);
    }

    private final class Ear implements NodeListener {
        private boolean greeted;

        @Override
        public void opened() {
            if (greeted) {
                observe.readCatalogueAgain();
            }
            greeted = true;
            observing.wake();
            runs.values().forEach(AttemptRun::wake);
        }

        @Override
        public void heard(NodeEvent event) {
            switch (event) {
                case NodeEvent.QueueChanged _ -> observing.wake();
                case NodeEvent.Started(var id) -> with(id, AttemptRun::heardStart);
                case NodeEvent.Over(var id) -> with(id, AttemptRun::heardEnd);
                case NodeEvent.Cached cached ->
                    with(cached.run(), run -> run.notes().heard(cached));
                case NodeEvent.Progressed progressed ->
                    with(progressed.run(), run -> {
                        run.stirred();
                        run.notes().heard(progressed);
                        tellSoon();
                    });
                case NodeEvent.Previewed preview ->
                    with(preview.run(), run -> {
                        run.notes().heard(preview);
                        tellSoon();
                    });
            }
        }

        /** Other clients' runs are heard of too, under ids that need not be ours. */
        private void with(String id, Consumer<AttemptRun> act) {
            var run = runs.get(id);
            if (run != null) {
                act.accept(run);
            }
        }
    }

    private void tellSoon() {
        if (tellingSoon.compareAndSet(false, true)) {
            telling.wakeIn(ports.pace().notes());
        }
    }
}
