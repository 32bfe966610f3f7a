package dev.comfymesh.router.adapter.objects;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.router.app.Catalogues;
import dev.comfymesh.router.domain.Catalogue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads catalogues from the object store: {@code {"nodeClasses": [...], "models": {"<folder>": [...]}, ...}} under {@code c/<digest>}. */
@ApplicationScoped
class StoredCatalogues implements Catalogues {
    record Shown(List<String> nodeClasses, @Nullable Map<String, List<String>> models) {
        Catalogue catalogue() {
            var folders = models == null ? Map.<String, List<String>>of() : models;
            return new Catalogue(
                    Set.copyOf(nodeClasses),
                    folders.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, folder -> Set.copyOf(folder.getValue()))));
        }
    }

    private final ObjectStore objects;

    StoredCatalogues(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Uni<Optional<Catalogue>> find(String digest) {
        return objects.read("c/" + digest)
                .map(json -> Optional.of(WireJson.read(json, Shown.class).catalogue()))
                // One broken catalogue must not keep all other targets from work: its target's rejections tell of it.
                .onFailure(failure -> failure instanceof ObjectMissing || failure instanceof IllegalArgumentException)
                .recoverWithItem(Optional.empty());
    }
}
