package dev.comfymesh.executor.domain.provider;

import dev.comfymesh.executor.domain.Graph;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a provider is to do, in the form that its contract takes. */
public sealed interface Work {
    /** Any graph, prepared for the attempt. */
    record AnyGraph(Graph graph) implements Work {}

    /** A model as the provider calls it, with the parameters as that model calls them. */
    record Model(String name, Map<String, Object> parameters) implements Work {
        public Model {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }
}
