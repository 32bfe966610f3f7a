package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.Output;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Fetches what a finished run left, one by one, and says how the attempt ends by it; patient with a node that hands nothing out. */
final class RunOutputs {
    private static final Logger LOG = Logger.getLogger(RunOutputs.class);

    /** All of them are told in one message, which must stay small enough to be sent. */
    private static final int MOST = 1_000;

    private final Ports ports;
    private final Assignment attempt;
    private final List<Artifact> kept = new ArrayList<>();
    private int rounds;

    /** What follows after one output. */
    sealed interface Next {
        record More() implements Next {}

        /** The output is worth another try. */
        record Later() implements Next {}

        record Over(Ending ending) implements Next {}
    }

    RunOutputs(Ports ports, Assignment attempt) {
        this.ports = ports;
        this.attempt = attempt;
    }

    /** Fetches the next output; once all are there it says so again, for an ending that could not be stored. */
    Uni<Next> fetch(NodeClient node, Graph workflow, FinishedRun run) {
        var outputs = run.deliverable();
        if (outputs.isEmpty()) {
            return done(unverifiable("The target says that the run succeeded and names no output file.", run));
        }
        if (outputs.size() > MOST) {
            return done(tooMany(outputs.size(), run));
        }
        if (run.showsFileOfAnotherRun(workflow, attempt.attemptId())) {
            return done(unverifiable("The target names a file of another run.", run));
        }
        if (kept.size() == outputs.size()) {
            return done(succeeded(workflow, run));
        }
        var output = outputs.get(kept.size());
        return ports.outputs().collect(node, attempt, outputs, kept.size()).chain(harvest -> switch (harvest) {
            case Harvest.Kept(var artifact) -> done(kept(artifact, outputs, workflow, run));
            case Harvest.Unverifiable(var reason) -> done(unverifiable(reason, run));
            case Harvest.Gone _ -> gone(node, output, run);
            case Harvest.Unavailable(var cause) -> done(unavailable(cause, run));
        });
    }

    private Next kept(Artifact artifact, List<Output> outputs, Graph workflow, FinishedRun run) {
        kept.add(artifact);
        return kept.size() < outputs.size() ? new Next.More() : succeeded(workflow, run);
    }

    private Next succeeded(Graph workflow, FinishedRun run) {
        return new Next.Over(new Ending.Succeeded(kept, run.gpuMillis(), run.cached(workflow)));
    }

    /**
     * A node that took the output from its cache names the file of an earlier run and does not know that it is gone. It would
     * do so again, so what it keeps is dropped before anybody else is sent there.
     */
    private Uni<Next> gone(NodeClient node, Output output, FinishedRun run) {
        return run.tookFromCache(output)
                ? node.freeMemory()
                        .replaceWith(failed(
                                FailureClass.LOST,
                                "The target took an output from its cache whose file is gone; its cache was dropped.",
                                run))
                : done(unverifiable(
                        "Output %d is not there, although the target named it.".formatted(kept.size() + 1), run));
    }

    private Next unavailable(String cause, FinishedRun run) {
        LOG.warnf("Target %s does not hand out the outputs of %s: %s", attempt.targetId(), attempt.attemptId(), cause);
        rounds++;
        return rounds < ports.pace().fetchRounds()
                ? new Next.Later()
                : failed(
                        FailureClass.LOST,
                        "The run succeeded, but its outputs could not be read from the target.",
                        run);
    }

    private static Next tooMany(int outputs, FinishedRun run) {
        return failed(
                FailureClass.NODE_ERROR,
                "The run left %d outputs, and an attempt can deliver %d: let the graph make less at once."
                        .formatted(outputs, MOST),
                run);
    }

    private static Next unverifiable(String reason, FinishedRun run) {
        return failed(FailureClass.OUTPUT_UNVERIFIABLE, reason, run);
    }

    private static Next failed(FailureClass failure, String detail, FinishedRun run) {
        return new Next.Over(new Ending.Failed(failure, detail, run.gpuMillis()));
    }

    private static Uni<Next> done(Next next) {
        return Uni.createFrom().item(next);
    }
}
