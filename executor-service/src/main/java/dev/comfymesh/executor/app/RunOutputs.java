package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.OutputFile;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Fetches what a finished run left, file by file, and says how the attempt ends by it; patient with a node that hands nothing out. */
final class RunOutputs {
    private static final Logger LOG = Logger.getLogger(RunOutputs.class);

    private final Ports ports;
    private final Assignment attempt;
    private final List<Artifact> kept = new ArrayList<>();
    private int rounds;

    /** What follows after one file. */
    sealed interface Next {
        record More() implements Next {}

        /** The file is worth another try. */
        record Later() implements Next {}

        record Over(Ending ending) implements Next {}
    }

    RunOutputs(Ports ports, Assignment attempt) {
        this.ports = ports;
        this.attempt = attempt;
    }

    /** Fetches the next file; once all are there it says so again, for an ending that could not be stored. */
    Uni<Next> fetch(NodeClient node, Graph workflow, FinishedRun run) {
        var files = OutputFile.deliverable(run.outputs());
        if (files.isEmpty()) {
            return Uni.createFrom()
                    .item(unverifiable("The target says that the run succeeded and names no output file.", run));
        }
        if (kept.size() == files.size()) {
            return Uni.createFrom().item(succeeded(workflow, run));
        }
        return ports.outputs().collect(node, attempt, files, kept.size()).map(harvest -> switch (harvest) {
            case Harvest.Kept(var artifact) -> kept(artifact, files.size(), workflow, run);
            case Harvest.Unverifiable(var reason) ->
                new Next.Over(Ending.Failed.at(
                        files.get(kept.size()).node(),
                        workflow,
                        FailureClass.OUTPUT_UNVERIFIABLE,
                        reason,
                        run.gpuMillis()));
            case Harvest.Unavailable(var cause) -> unavailable(cause, run);
        });
    }

    private Next kept(Artifact artifact, int files, Graph workflow, FinishedRun run) {
        kept.add(artifact);
        return kept.size() < files ? new Next.More() : succeeded(workflow, run);
    }

    private Next succeeded(Graph workflow, FinishedRun run) {
        return new Next.Over(new Ending.Succeeded(kept, run.gpuMillis(), run.cached(workflow)));
    }

    private static Next unverifiable(String reason, FinishedRun run) {
        return new Next.Over(new Ending.Failed(FailureClass.OUTPUT_UNVERIFIABLE, reason, run.gpuMillis()));
    }

    private Next unavailable(String cause, FinishedRun run) {
        LOG.warnf("Target %s does not hand out the outputs of %s: %s", attempt.targetId(), attempt.attemptId(), cause);
        rounds++;
        return rounds < ports.pace().fetchRounds()
                ? new Next.Later()
                : new Next.Over(new Ending.Failed(
                        FailureClass.LOST,
                        "The run succeeded, but its outputs could not be read from the target.",
                        run.gpuMillis()));
    }
}
