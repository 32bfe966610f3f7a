package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Harvest;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Fetches what a finished run left, and says how the attempt ends by it; patient with a node that hands nothing out. */
final class RunOutputs {
    private static final Logger LOG = Logger.getLogger(RunOutputs.class);

    private final Ports ports;
    private final Assignment attempt;
    private int rounds;

    RunOutputs(Ports ports, Assignment attempt) {
        this.ports = ports;
        this.attempt = attempt;
    }

    /** Empty when it is worth another try later. */
    Uni<Optional<Ending>> fetch(NodeClient node, Graph workflow, FinishedRun run) {
        return ports.outputs().collect(node, attempt, run).map(harvest -> ending(workflow, run, harvest));
    }

    private Optional<Ending> ending(Graph workflow, FinishedRun run, Harvest harvest) {
        return switch (harvest) {
            case Harvest.Stored(var artifacts) ->
                Optional.of(new Ending.Succeeded(artifacts, run.gpuMillis(), run.cached(workflow)));
            case Harvest.Unverifiable(var reason) ->
                Optional.of(new Ending.Failed(FailureClass.OUTPUT_UNVERIFIABLE, reason, run.gpuMillis()));
            case Harvest.Unavailable(var cause) -> {
                LOG.warnf(
                        "Target %s does not hand out the outputs of %s: %s",
                        attempt.targetId(), attempt.attemptId(), cause);
                rounds++;
                yield rounds < ports.pace().fetchRounds() ? Optional.empty() : Optional.of(lost(run));
            }
        };
    }

    private static Ending lost(FinishedRun run) {
        return new Ending.Failed(
                FailureClass.LOST,
                "The run succeeded, but its outputs could not be read from the target.",
                run.gpuMillis());
    }
}
