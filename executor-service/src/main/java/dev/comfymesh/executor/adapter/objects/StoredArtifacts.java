package dev.comfymesh.executor.adapter.objects;

import dev.comfymesh.executor.app.ArtifactStore;
import dev.comfymesh.executor.domain.OutputKeys;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Multi;
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
    public Uni<Void> keep(String key, byte[] content) {
        return objects.put(key, content);
    }

    /** From the last one down, so that what an interruption leaves is numbered without a gap as before. */
    @Override
    public Uni<Void> remove(OutputKeys outputs) {
        return count(outputs, 0)
                .chain(count -> Multi.createFrom()
                        .range(0, count)
                        .onItem()
                        .transformToUniAndConcatenate(n -> objects.delete(outputs.of(count - 1 - n)))
                        .toUni());
    }

    private Uni<Integer> count(OutputKeys outputs, int from) {
        return objects.size(outputs.of(from))
                .chain(size -> size.isPresent()
                        ? count(outputs, from + 1)
                        : Uni.createFrom().item(from));
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
