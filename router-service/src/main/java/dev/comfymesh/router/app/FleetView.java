package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Catalogue;
import dev.comfymesh.router.domain.Target;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The targets as they were last read, with their catalogues, each of which is read once. */
public final class FleetView {
    private final TargetRegistry registry;
    private final Catalogues catalogues;
    private final Map<String, Catalogue> known = new HashMap<>();

    public FleetView(TargetRegistry registry, Catalogues catalogues) {
        this.registry = registry;
        this.catalogues = catalogues;
    }

    Uni<List<Target>> read() {
        return registry.all()
                .call(this::readCatalogues)
                .map(stored -> stored.stream()
                        .map(target -> target.with(known.get(target.catalogueDigest())))
                        .toList());
    }

    private Uni<Void> readCatalogues(List<StoredTarget> stored) {
        var shown = stored.stream()
                .map(StoredTarget::catalogueDigest)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        known.keySet().retainAll(shown);
        shown.removeAll(known.keySet());
        return Multi.createFrom()
                .iterable(shown)
                .onItem()
                .transformToUniAndConcatenate(digest -> catalogues
                        .find(digest)
                        .invoke(found -> found.ifPresent(catalogue -> known.put(digest, sharing(catalogue)))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Nodes differ in their models rather than in their thousands of classes, of which those that are equal share one set. */
    private Catalogue sharing(Catalogue catalogue) {
        return known.values().stream()
                .map(Catalogue::nodeClasses)
                .filter(catalogue.nodeClasses()::equals)
                .findFirst()
                .map(classes -> new Catalogue(classes, catalogue.models()))
                .orElse(catalogue);
    }
}
