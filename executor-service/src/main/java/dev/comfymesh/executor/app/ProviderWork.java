package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.ModelProjection;
import dev.comfymesh.executor.domain.provider.Work;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes of one attempt what its provider is to do: brings the files there, and says it in the form that the provider takes. */
final class ProviderWork {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Ports ports;
    private final HookAddresses hooks;
    private final Assignment attempt;
    private final RunInputs inputs;
    private @Nullable ModelProjection projection;

    /** What came of it. */
    sealed interface Draft {
        record Ready(Commission commission) implements Draft {}

        record Impossible(Ending.Failed ending) implements Draft {}
    }

    ProviderWork(Ports ports, HookAddresses hooks, Assignment attempt) {
        this.ports = ports;
        this.hooks = hooks;
        this.attempt = attempt;
        this.inputs = new RunInputs(ports.inputs(), attempt);
    }

    /** Does {@code then} once all is there, a step at a time; answers whether there is more to do at once. */
    Uni<Boolean> gather(ProviderAccount account, Supplier<Uni<Boolean>> then, Function<Ending, Uni<Boolean>> end) {
        return account.contract() == TargetContract.MODEL_PARAMS && projection == null
                ? ports.attempts()
                        .projections(attempt.jobId())
                        .map(all -> ModelProjection.of(account.word(), all))
                        .chain(found -> found.map(this::know).orElseGet(() -> end.apply(unsaid(account))))
                : inputs.stage(account.provider(), then, end);
    }

    private Uni<Boolean> know(ModelProjection found) {
        projection = found;
        return Uni.createFrom().item(true);
    }

    private static Ending unsaid(ProviderAccount account) {
        return Ending.Failed.unstarted(
                FailureClass.GRAPH_INVALID,
                "The target runs models and no graphs, and the workflow has no projection for %s."
                        .formatted(account.word()));
    }

    Draft draft(Graph workflow, Instant now) {
        var prepared = workflow.preparedFor(attempt.attemptId(), attempt.seed());
        var model = projection;
        if (model == null) {
            return new Draft.Ready(commission(new Work.AnyGraph(prepared), now));
        }
        return switch (model.of(inputs.bind(prepared))) {
            case ModelProjection.Outcome.Made(var work) -> new Draft.Ready(commission(work, now));
            case ModelProjection.Outcome.Gap(var detail) ->
                new Draft.Impossible(Ending.Failed.unstarted(FailureClass.GRAPH_INVALID, detail));
        };
    }

    private Commission commission(Work work, Instant now) {
        var startWithin = atLeastShortest(Duration.between(now, attempt.startBy()));
        return new Commission(
                attempt.attemptId(),
                work,
                inputs.names(),
                startWithin,
                atLeastShortest(Duration.between(now, attempt.endBy()).minus(startWithin)),
                hooks.of(attempt.targetId(), attempt.attemptId()).orElse(null));
    }

    private static Duration atLeastShortest(Duration time) {
        return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
    }
}
