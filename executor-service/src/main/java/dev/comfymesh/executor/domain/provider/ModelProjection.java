package dev.comfymesh.executor.domain.provider;

import dev.comfymesh.contracts.Projection.Taken;
import dev.comfymesh.executor.domain.Graph;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a model of one provider makes what a graph makes, as the workflow's author says; what is not said is never guessed. */
public record ModelProjection(String provider, String model, Map<String, Object> constants, List<Taken> taken) {
    public ModelProjection {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        taken = List.copyOf(taken);
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Made(Work.Model work) implements Outcome {}

        /** The graph does not say what the projection takes from it. */
        record Gap(String detail) implements Outcome {}
    }

    /** The model's work for a graph that was prepared for an attempt. */
    public Outcome of(Graph prepared) {
        var parameters = new LinkedHashMap<>(constants);
        for (var each : taken) {
            var value = prepared.value(each.node(), each.input()).filter(ModelProjection::isPlain);
            if (value.isEmpty()) {
                return new Outcome.Gap(
                        "The model's %s is to be taken from the input %s of node %s, which has no value of its own."
                                .formatted(each.parameter(), each.input(), each.node()));
            }
            parameters.put(each.parameter(), value.get());
        }
        return new Outcome.Made(new Work.Model(model, parameters));
    }

    public static Optional<ModelProjection> of(String provider, Collection<ModelProjection> all) {
        return all.stream().filter(each -> each.provider().equals(provider)).findFirst();
    }

    /** A list is a link to another node. */
    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
