package dev.comfymesh.executor.adapter.objects;

import dev.comfymesh.executor.app.ArtifactStore;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/** Artifacts in the object store. */
@ApplicationScoped
class StoredArtifacts implements ArtifactStore {
    private final ObjectStore objects;
    private final Vertx vertx;

    StoredArtifacts(ObjectStore objects, Vertx vertx) {
        this.objects = objects;
        this.vertx = vertx;
    }

    @Override
    public Path temporaryFile() {
        return objects.temporaryFile();
    }

    @Override
    public Uni<Void> keep(String key, Path file) {
        return objects.put(key, file);
    }

    @Override
    public Uni<Void> discard(Path file) {
        var path = file.toString();
        return vertx.fileSystem()
                .exists(path)
                .chain(there -> there
                        ? vertx.fileSystem().delete(path)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> discardLeftovers(Instant before) {
        return vertx.executeBlocking(
                () -> {
                    Leftovers.delete(directoryOf(objects.temporaryFile()), before);
                    return null;
                },
                false);
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.getParent());
    }
}
