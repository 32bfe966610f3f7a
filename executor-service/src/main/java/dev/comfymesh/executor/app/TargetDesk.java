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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of one target for one tenure: its sockets, its observation, and one run for each of its live attempts,
 * those of earlier owners included.
 */
final class TargetDesk implements Desk, Site {
    /** A definition that nobody told us of is found after this time. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    /** Nothing is told without a wake-up. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Ports ports;
    private final Tenure tenure;
    private final Runnable moreWork;
    private final ObserveTarget observe;
    private final Runs<AttemptRun> runs;
    private final DeskSockets sockets = new DeskSockets();
    private final Loops.Running keeping;
    private final Loops.Running observing;
    private final Loops.Running telling;
    private final Optional<WarmUp> warmUp;
    private final AtomicBoolean tellingSoon = new AtomicBoolean();
    private volatile @Nullable Connection connection;
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
        this.runs = new Runs<>(ports, tenure, this::begin);
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

    @Override
    public Tenure tenure() {
        return tenure;
    }

    @Override
    public void close() {
        keeping.stop();
        observing.stop();
        telling.stop();
        warmUp.ifPresent(WarmUp::stop);
        runs.close();
        sockets.close();
    }

    @Override
    public void wake() {
        readAgain = Instant.MIN;
        keeping.wake();
    }

    @Override
    public void agentChanged() {
        observe.lookSoon();
        observing.wake();
    }

    @Override
    public void readCatalogue() {
        observe.readCatalogueAgain();
        observing.wake();
    }

    @Override
    public int running() {
        return runs.all().size();
    }

    @Override
    public void take(Attempt attempt) {
        runs.take(attempt);
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
        runs.remove(run);
        run.notes().learn(attempt.state() == AttemptState.SUCCEEDED, observe.targetClass());
        var client = attempt.clientId();
        if (client != null && !client.equals(tenure.clientId()) && unused(client)) {
            sockets.drop(client);
        }
    }

    private boolean idle() {
        return runs.all().isEmpty() && takesMore();
    }

    private boolean unused(String client) {
        return runs.all().stream().noneMatch(run -> client.equals(run.attempt().clientId()));
    }

    private Uni<Boolean> keep() {
        var now = ports.clock().instant();
        if (runs.adopted() && now.isBefore(readAgain)) {
            return Uni.createFrom().item(false);
        }
        readAgain = now.plus(READ_AGAIN);
        return ports.targets()
                .find(tenure.targetId())
                .invoke(found -> found.ifPresent(this::connect))
                .chain(found ->
                        found.isEmpty() || runs.adopted() ? Uni.createFrom().voidItem() : adopt())
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
        return runs.adopt().invoke(moreWork);
    }

    private AttemptRun begin(Attempt attempt) {
        var client = attempt.clientId();
        if (client != null) {
            listen(client);
        }
        return new AttemptRun(ports, tenure, this, attempt);
    }

    private void listen(String client) {
        sockets.listen(client, this::open);
    }

    private NodeSocket open(String client) {
        return node().listen(client, new DeskEar(runs.byId(), observe, observing::wake, this::tellSoon, warmUp));
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
            runs.all().forEach(run -> run.notes().tellPreview());
        }
        return Multi.createFrom()
                .iterable(runs.all())
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
