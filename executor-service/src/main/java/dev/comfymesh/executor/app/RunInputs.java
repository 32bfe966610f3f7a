package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.app.StageInputs.Staged;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Stages the files of one attempt, one by one, and has the graph call them what the node calls them. */
final class RunInputs {
    private static final Logger LOG = Logger.getLogger(RunInputs.class);

    private final StageInputs staging;
    private final Assignment attempt;
    private final List<InputFile> files;

    /** What each file is called there, by what the graph calls it. */
    private final Map<String, String> names = new HashMap<>();

    private final Set<String> believed = new HashSet<>();

    RunInputs(StageInputs staging, Assignment attempt) {
        this.staging = staging;
        this.attempt = attempt;
        this.files = attempt.inputs();
    }

    /**
     * Does {@code then} if the node has all files, and else stages the next: one a step, so that each finds the attempt still
     * wanted. Answers whether there is more to do at once.
     */
    Uni<Boolean> stage(NodeClient node, Supplier<Uni<Boolean>> then, Function<Ending, Uni<Boolean>> end) {
        return stage(file -> staging.stage(node, attempt, file), then, end);
    }

    /** The same at a provider. */
    Uni<Boolean> stage(Provider provider, Supplier<Uni<Boolean>> then, Function<Ending, Uni<Boolean>> end) {
        return stage(file -> staging.bring(provider, file), then, end);
    }

    private Uni<Boolean> stage(
            Function<InputFile, Uni<Staged>> bringing,
            Supplier<Uni<Boolean>> then,
            Function<Ending, Uni<Boolean>> end) {
        return files.stream()
                .filter(file -> !names.containsKey(InputPlace.nameInGraph(file)))
                .findFirst()
                .map(file -> bringing.apply(file)
                        .map(staged -> trouble(file, staged))
                        .chain(trouble -> trouble.map(end)
                                .orElseGet(() -> Uni.createFrom().item(true))))
                .orElseGet(then);
    }

    Map<String, String> names() {
        return Map.copyOf(names);
    }

    Graph bind(Graph prepared) {
        return prepared.naming(names);
    }

    /**
     * Whether the node has lost files that it was given for an earlier attempt and that were not sent again: then they are to
     * be staged once more.
     */
    boolean lost(Refusal refusal, Graph workflow) {
        var bound = bind(workflow);
        var lost = files.stream()
                .filter(file -> believed.contains(InputPlace.nameInGraph(file)))
                .filter(file -> refusal.problems().stream()
                        .flatMap(problem -> bound.literal(problem.nodeId(), problem.input()).stream())
                        .anyMatch(given -> given.startsWith(names.get(InputPlace.nameInGraph(file)))))
                .toList();
        lost.forEach(file -> {
            staging.forget(attempt, file);
            names.remove(InputPlace.nameInGraph(file));
            believed.remove(InputPlace.nameInGraph(file));
        });
        return !lost.isEmpty();
    }

    /** How the attempt ends if the file is not there now. */
    private Optional<Ending> trouble(InputFile file, Staged staged) {
        return switch (staged) {
            case Staged.There(var name, var sent) -> {
                names.put(InputPlace.nameInGraph(file), name);
                if (!sent) {
                    believed.add(InputPlace.nameInGraph(file));
                }
                yield Optional.empty();
            }
            case Staged.Missing _ ->
                over(FailureClass.INPUT_MISSING, "The file %s is not stored any more.".formatted(file.path()));
            case Staged.TooLarge _ ->
                over(
                        FailureClass.INPUT_MISSING,
                        "The target takes no file as large as %s, which has %d bytes."
                                .formatted(file.path(), file.bytes()));
            case Staged.Unreachable(var cause) -> {
                LOG.warnf("Target %s does not take a file of %s: %s", attempt.targetId(), attempt.attemptId(), cause);
                yield over(
                        FailureClass.UNREACHABLE,
                        "The target did not take the file %s; nothing was started.".formatted(file.path()));
            }
        };
    }

    private static Optional<Ending> over(FailureClass failure, String detail) {
        return Optional.of(Ending.Failed.unstarted(failure, detail));
    }
}
