package dev.comfymesh.scoring.adapter.cel;

import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.PartialVars;
import dev.comfymesh.scoring.domain.Condition;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Subject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A checked CEL expression. What was not measured is unknown to it, and so is the answer unless the rest decides. */
record CelCondition(String text, Set<Dimension> dimensions, boolean comparesPool, CelRuntime.Program program)
        implements Condition {
    CelCondition {
        dimensions = Set.copyOf(dimensions);
    }

    @Override
    public Answer about(Subject subject) {
        var unknown = Arrays.stream(Dimension.values())
                .filter(dimension -> subject.own().find(dimension).isEmpty())
                .toList();
        var patterns = unknown.stream()
                .map(dimension -> CelAttributePattern.create(dimension.word()))
                .toArray(CelAttributePattern[]::new);
        try {
            return switch (program.eval(PartialVars.of(variables(subject), patterns))) {
                case Boolean holds -> holds ? new Answer.Holds() : new Answer.Fails();
                case Object _ -> new Answer.Unknown(gap(subject.own()));
            };
        } catch (CelEvaluationException broken) {
            return new Answer.Unknown(Gap.unknown("'%s' cannot be computed: %s".formatted(text, broken.getMessage())));
        }
    }

    private Gap gap(Measurements own) {
        return dimensions.stream()
                .filter(dimension -> own.find(dimension).isEmpty())
                .sorted()
                .map(own::gap)
                .reduce(Gap::and)
                .orElseGet(() -> Gap.unknown("Nobody can tell."));
    }

    private static Map<String, Object> variables(Subject subject) {
        var variables = new HashMap<String, Object>(words(subject.own()));
        variables.put(CelConditions.CANDIDATE, Map.of("n", (long) subject.n(), "seed", subject.seed()));
        variables.put(
                CelConditions.POOL,
                subject.pool().stream().map(CelCondition::words).toList());
        return variables;
    }

    private static Map<String, Double> words(Measurements measurements) {
        var words = new HashMap<String, Double>();
        measurements.values().forEach((dimension, value) -> words.put(dimension.word(), value));
        return words;
    }
}
