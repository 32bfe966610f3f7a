package dev.comfymesh.router.adapter.objects;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.router.app.Catalogues;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads catalogues from the object store: {@code {"nodeClasses": [...], ...}} under {@code c/<digest>}. */
@ApplicationScoped
class StoredCatalogues implements Catalogues {
    record Catalogue(List<String> nodeClasses) {
        Catalogue {
            nodeClasses = List.copyOf(nodeClasses);
        }
    }

    private final ObjectStore objects;

    StoredCatalogues(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Uni<Optional<Set<String>>> nodeClasses(String digest) {
        return objects.read("c/" + digest)
                .map(json -> Optional.of(
                        Set.copyOf(WireJson.read(json, Catalogue.class).nodeClasses())))
                // One broken catalogue must not keep all other targets from work: its target's rejections tell of it.
                .onFailure(failure -> failure instanceof ObjectMissing || failure instanceof IllegalArgumentException)
                .recoverWithItem(Optional.empty());
    }
}
