package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.FailureClass;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a target does not have of what a graph needs, in order.
 *
 * @param noAgent whether it has nobody to place the files that the job brings
 */
public record Lack(SortedSet<String> nodeClasses, SortedSet<ModelFile> models, boolean noAgent) {
    static final Lack NOTHING = new Lack(new TreeSet<>(), new TreeSet<>(), false);

    private static final int NAMED = 20;

    /** The least first: what cannot be brought to a target weighs more than what can. */
    static final Comparator<Lack> BY_WEIGHT = Comparator.comparingInt(
                    (Lack lack) -> lack.nodeClasses().size())
            .thenComparingInt(lack -> lack.models().size())
            .thenComparing(Lack::noAgent);

    public Lack {
        nodeClasses = Collections.unmodifiableSortedSet(nodeClasses);
        models = Collections.unmodifiableSortedSet(models);
    }

    public boolean isNothing() {
        return nodeClasses.isEmpty() && models.isEmpty() && !noAgent;
    }

    Lack withoutAgent() {
        return new Lack(nodeClasses, models, true);
    }

    Objection objection() {
        return switch (failure()) {
            case NODE_CLASS_MISSING -> Objection.NODE_CLASS_MISSING;
            case MODEL_MISSING -> Objection.MODEL_MISSING;
            default -> Objection.NO_AGENT; // the class of failure knows more cases than a lack has
        };
    }

    /** How a candidate ends that no target can run for this. */
    FailureClass failure() {
        if (!nodeClasses.isEmpty()) {
            return FailureClass.NODE_CLASS_MISSING;
        }
        return models.isEmpty() ? FailureClass.INPUT_MISSING : FailureClass.MODEL_MISSING;
    }

    /** What a target with it does not do. */
    String sentence() {
        return nodeClasses.isEmpty() && models.isEmpty()
                ? "has no agent to place the job's files"
                : "does not offer " + names();
    }

    /** The first of what is missing. */
    String names() {
        var all = Stream.concat(nodeClasses.stream(), models.stream().map(ModelFile::toString))
                .toList();
        var more = all.size() > NAMED ? " and %d more".formatted(all.size() - NAMED) : "";
        return all.stream().limit(NAMED).collect(Collectors.joining(", ", "", more));
    }
}
