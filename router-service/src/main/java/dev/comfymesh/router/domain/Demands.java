package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.Routing;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a job demands of the targets that it may run on, beside what its graph needs; a component that is null demands
 * nothing.
 *
 * @param policy the name of the policy that weighs money against time for it
 * @param maxCostMicros the most that one attempt may be expected to cost
 * @param targets no others, and each only while none before it takes the job
 * @param projectedTo the providers of which a model makes what its graph makes
 */
public record Demands(
        @Nullable String policy,
        boolean selfHostedOnly,
        @Nullable Long maxCostMicros,
        @Nullable String accelerator,
        @Nullable String residency,
        @Nullable List<String> targets,
        Set<String> projectedTo) {
    public static final Demands NONE = new Demands(null, false, null, null, null, null, Set.of());

    public Demands {
        targets = targets == null ? null : List.copyOf(targets);
        projectedTo = Set.copyOf(projectedTo);
    }

    /** The most that one attempt may be expected to cost. */
    long mostMicros() {
        return maxCostMicros == null ? Long.MAX_VALUE : maxCostMicros;
    }

    /** The targets that it names; none where any will do. */
    List<String> named() {
        return targets == null ? List.of() : targets;
    }

    /** Nearly all jobs demand nothing: they share one instance. */
    public static Demands of(@Nullable Routing routing, @Nullable List<Projection> projections) {
        if (routing == null && projections == null) {
            return NONE;
        }
        var asked = routing == null ? new Routing(null, false, null, null, null, null) : routing;
        var projectedTo = (projections == null ? List.<Projection>of() : projections)
                .stream().map(Projection::provider).collect(Collectors.toSet());
        return new Demands(
                asked.policy(),
                asked.selfHostedOnly(),
                asked.maxCostMicros(),
                asked.accelerator(),
                asked.residency(),
                asked.targets(),
                projectedTo);
    }
}
