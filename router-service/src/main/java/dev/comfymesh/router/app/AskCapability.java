package dev.comfymesh.router.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.router.domain.Capability;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Answers which targets can run a graph and what the others lack, by the catalogues as they lie in the store now. */
public final class AskCapability {
    private final TargetRegistry registry;
    private final Catalogues catalogues;

    public AskCapability(TargetRegistry registry, Catalogues catalogues) {
        this.registry = registry;
        this.catalogues = catalogues;
    }

    public Uni<Capability> of(JsonNode graph) {
        var nodes = GraphReading.nodes(graph, List.of());
        return new FleetView(registry, catalogues).read().map(targets -> Capability.of(nodes, targets));
    }
}
