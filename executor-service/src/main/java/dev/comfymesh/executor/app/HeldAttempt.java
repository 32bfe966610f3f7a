package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptLife;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Happening;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An attempt in the hands of its owner, who alone changes it once it was begun. The table knows that it was about to be sent,
 * that its start was stated, and its end; what lies between, a new owner sees at the node. If somebody else changed it
 * before it was begun, it becomes what stands in the table.
 */
final class HeldAttempt {
    private static final Logger LOG = Logger.getLogger(HeldAttempt.class);

    private final Ports ports;
    private final Tenure tenure;

    // Changed by the attempt's loop, and by whoever notices a wish to stop; read from anywhere.
    private volatile Attempt current;

    // Written by whoever hears of the start first.
    private volatile @Nullable Instant startedAt;

    HeldAttempt(Ports ports, Tenure tenure, Attempt attempt) {
        this.ports = ports;
        this.tenure = tenure;
        this.current = attempt;
    }

    Attempt current() {
        return current;
    }

    /** Answers whether the wish is news. */
    boolean notice(Attempt.Stop wish) {
        if (current.stop() != null) {
            return false;
        }
        current = current.stopping(wish);
        return true;
    }

    /** The run was heard to start, which is stated later. */
    void started(Instant at) {
        if (startedAt == null) {
            startedAt = at;
        }
    }

    /** When the run started, as long as that was not stated; empty if it did not, for all we know. */
    Optional<Instant> unstatedStart() {
        return startIsUnstated() ? Optional.ofNullable(startedAt) : Optional.empty();
    }

    /** What the provider knows the run by is stored. */
    void knownAs(String remoteId) {
        current = current.knownAs(remoteId);
    }

    /** Answers what to send; empty when the step was not ours to take any more. */
    Uni<Optional<Graph>> beginSubmit() {
        var next = current.in(after(Happening.SUBMIT_BEGUN)).submittedAs(tenure.clientId());
        return ports.attempts()
                .beginSubmit(tenure, next)
                .call(graph ->
                        graph.isEmpty() ? reload() : Uni.createFrom().voidItem().invoke(() -> become(next)));
    }

    /** Whether nobody was told yet that the run started. */
    boolean startIsUnstated() {
        return current.state() == AttemptState.SUBMITTING;
    }

    /** States that the run started. */
    Uni<Void> stateStart() {
        started(ports.clock().instant());
        return save(current.in(after(Happening.STARTED)), startFact());
    }

    Uni<Void> end(Ending ending) {
        return switch (ending) {
            case Ending.Succeeded _ -> {
                started(ports.clock().instant());
                yield end(ending, Happening.OUTPUTS_STORED, "SUCCEEDED");
            }
            case Ending.Failed failed ->
                end(ending, Happening.ENDED_BADLY, failed.failure().name());
        };
    }

    private Uni<Void> end(Ending ending, Happening happening, String word) {
        var facts = new ArrayList<>(startFact());
        facts.add(AttemptFacts.ended(current.assignment(), ending, ports.clock().instant()));
        return save(current.in(after(happening)), facts).invoke(() -> {
            if (!current.state().live()) {
                LOG.infof("Attempt %s on %s ended: %s", current.id(), tenure.targetId(), word);
            }
        });
    }

    Uni<Void> askToStop(Attempt.Stop wish) {
        return ports.attempts().askToStop(tenure, current.id(), wish).invoke(() -> notice(wish));
    }

    private List<JobFact> startFact() {
        return unstatedStart().map(at -> AttemptFacts.started(current.assignment(), tenure, at)).stream()
                .toList();
    }

    private AttemptState after(Happening happening) {
        return AttemptLife.next(current.state(), happening)
                .orElseThrow(() -> new IllegalStateException(happening + " after " + current.state()));
    }

    private Uni<Void> save(Attempt next, List<JobFact> facts) {
        return ports.attempts()
                .save(tenure, current.state(), next, facts)
                .chain(saved -> saved ? Uni.createFrom().voidItem().invoke(() -> become(next)) : reload());
    }

    private void become(Attempt next) {
        var wish = current.stop();
        current = next.stop() == null && wish != null ? next.stopping(wish) : next;
    }

    /** What is not in the table was told to us and then not stored: it is nobody's work. */
    Uni<Void> reload() {
        return ports.attempts()
                .find(current.id())
                .invoke(found -> become(found.orElseGet(() -> current.in(AttemptState.FAILED))))
                .replaceWithVoid();
    }
}
