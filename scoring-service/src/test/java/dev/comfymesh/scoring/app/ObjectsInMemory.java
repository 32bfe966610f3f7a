package dev.comfymesh.scoring.app;

import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Holds some objects, and counts how often one is read; when it is away, nothing can be read. */
final class ObjectsInMemory implements ObjectStore {
    private final Map<String, byte[]> objects = new HashMap<>();
    int reads;
    boolean away;

    @Override
    public Uni<Void> put(String key, byte[] content) {
        objects.put(key, content);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<byte[]> read(String key) {
        reads++;
        if (away) {
            return Uni.createFrom().failure(new IllegalStateException("the disk is away"));
        }
        var content = objects.get(key);
        return content == null
                ? Uni.createFrom().failure(new ObjectMissing(key))
                : Uni.createFrom().item(content);
    }

    @Override
    public Uni<Void> put(String key, Path file) {
        throw new AssertionError();
    }

    @Override
    public Uni<Optional<Long>> size(String key) {
        throw new AssertionError();
    }

    @Override
    public Multi<Buffer> read(String key, long from, long length) {
        throw new AssertionError();
    }

    @Override
    public Uni<Void> delete(String key) {
        throw new AssertionError();
    }

    @Override
    public Path temporaryFile() {
        throw new AssertionError();
    }
}
