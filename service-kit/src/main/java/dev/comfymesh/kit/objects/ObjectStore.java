package dev.comfymesh.kit.objects;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.kit.loop.HomeContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.Optional;

/** Immutable objects under known keys, shared by all services; an object is either wholly there or not at all. */
@CheckReturnValue
public interface ObjectStore {
    /** Moves a finished local file in; the same key may be written again, with the same content. */
    Uni<Void> put(String key, Path file);

    Uni<Void> put(String key, byte[] content);

    /** Its size in bytes; empty when there is no such object. */
    Uni<Optional<Long>> size(String key);

    /** The whole object; fails with {@link ObjectMissing}. */
    Uni<byte[]> read(String key);

    /** A part of the object, in chunks; {@code from + length} must not exceed its size. Fails with {@link ObjectMissing}. */
    Multi<Buffer> read(String key, long from, long length);

    /** Harmless when there is no such object. */
    Uni<Void> delete(String key);

    /** A fresh name for a local file that {@link #put(String, Path)} can take without copying. */
    Path temporaryFile();

    /** Removes a local file that {@link #put(String, Path)} is not to take after all; harmless when there is none. */
    default Uni<Void> discard(Path file) {
        return Uni.createFrom()
                .item(() -> file.toFile().delete())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(HomeContext.current())
                .replaceWithVoid();
    }
}
