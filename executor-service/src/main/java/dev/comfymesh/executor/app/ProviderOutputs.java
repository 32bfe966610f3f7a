package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.executor.app.RunOutputs.Next;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.RemoteMove;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Copies what a run at a provider left, one by one, and says how the attempt ends by it; the bill goes with any ending. */
final class ProviderOutputs {
    private static final Logger LOG = Logger.getLogger(ProviderOutputs.class);

    private final Ports ports;
    private final Assignment attempt;
    private final List<Artifact> kept = new ArrayList<>();
    private int rounds;

    ProviderOutputs(Ports ports, Assignment attempt) {
        this.ports = ports;
        this.attempt = attempt;
    }

    /** Copies the next output; once all are there it says so again, for an ending that could not be stored. */
    Uni<Next> fetch(Provider provider, RemoteRun.Finished run) {
        if (kept.size() == run.files().size()) {
            return Uni.createFrom().item(succeeded(run.bill()));
        }
        return ports.outputs()
                .collect(provider, attempt, run.files(), kept.size())
                .map(harvest -> switch (harvest) {
                    case Harvest.Kept(var artifact) -> kept(artifact, run);
                    case Harvest.Unverifiable(var reason) ->
                        failed(FailureClass.OUTPUT_UNVERIFIABLE, reason, run.bill());
                    case Harvest.Gone _ ->
                        failed(FailureClass.LOST, "The provider did not keep what the run made.", run.bill());
                    case Harvest.Unavailable(var cause) -> unavailable(cause, run.bill());
                });
    }

    private Next kept(Artifact artifact, RemoteRun.Finished run) {
        kept.add(artifact);
        return kept.size() < run.files().size() ? new Next.More() : succeeded(run.bill());
    }

    private Next succeeded(Bill bill) {
        return new Next.Over(new Ending.Succeeded(kept, bill.ran().toMillis(), false, bill.micros()));
    }

    private Next unavailable(String cause, Bill bill) {
        LOG.warnf("Target %s does not hand out the outputs of %s: %s", attempt.targetId(), attempt.attemptId(), cause);
        rounds++;
        return rounds < ports.pace().fetchRounds()
                ? new Next.Later()
                : failed(
                        FailureClass.LOST,
                        "The run succeeded, but its outputs could not be read from the provider.",
                        bill);
    }

    private static Next failed(FailureClass failure, String detail, Bill bill) {
        return new Next.Over(RemoteMove.failed(failure, detail, bill));
    }
}
