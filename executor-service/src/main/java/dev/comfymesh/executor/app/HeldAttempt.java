package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptLife;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Happening;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * An attempt in the hands of its owner. It changes only by being stored, together with the fact that tells of it; if somebody
 * else changed it meanwhile, it becomes what stands in the table.
 */
final class HeldAttempt {
    private static final Logger LOG = Logger.getLogger(HeldAttempt.class);

    private final Ports ports;
    private final Tenure tenure;

    // Changed by the attempt's loop, and by whoever notices a wish to stop; read from anywhere.
    private volatile Attempt current;

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

    boolean canTake(Happening happening) {
        return AttemptLife.next(current.state(), happening).isPresent();
    }

    /** False when the step was not ours to take any more. */
    Uni<Boolean> beginSubmit() {
        return save(current.in(after(Happening.SUBMIT_BEGUN)).submittedAs(tenure.clientId()), List.of());
    }

    /** False when the step was not ours to take any more. */
    Uni<Boolean> take(Happening happening) {
        var from = current.state();
        var to = after(happening);
        var starts = to == AttemptState.RUNNING || to == AttemptState.FETCHING && from != AttemptState.RUNNING;
        return save(
                current.in(to),
                starts
                        ? List.of(AttemptFacts.started(
                                current.assignment(), tenure, ports.clock().instant()))
                        : List.of());
    }

    Uni<Void> end(Ending ending) {
        return switch (ending) {
            case Ending.Succeeded _ -> end(ending, Happening.OUTPUTS_STORED, "SUCCEEDED");
            case Ending.Failed failed ->
                end(ending, Happening.ENDED_BADLY, failed.failure().name());
        };
    }

    private Uni<Void> end(Ending ending, Happening happening, String word) {
        var fact =
                AttemptFacts.ended(current.assignment(), ending, ports.clock().instant());
        return save(current.in(after(happening)), List.of(fact))
                .invoke(saved -> {
                    if (saved) {
                        LOG.infof("Attempt %s on %s ended: %s", current.id(), tenure.targetId(), word);
                    }
                })
                .replaceWithVoid();
    }

    Uni<Void> askToStop(Attempt.Stop wish) {
        return ports.attempts().askToStop(tenure, current.id(), wish).invoke(() -> notice(wish));
    }

    private AttemptState after(Happening happening) {
        return AttemptLife.next(current.state(), happening)
                .orElseThrow(() -> new IllegalStateException(happening + " after " + current.state()));
    }

    private Uni<Boolean> save(Attempt next, List<JobFact> facts) {
        return ports.attempts().save(tenure, current.state(), next, facts).chain(saved -> {
            if (saved) {
                current = next.stop() == null && current.stop() != null ? next.stopping(current.stop()) : next;
                return Uni.createFrom().item(true);
            }
            return ports.attempts()
                    .find(next.id())
                    .invoke(found -> current = found.orElseThrow())
                    .replaceWith(false);
        });
    }
}
