package dev.comfymesh.kit.objects;

import dev.comfymesh.kit.config.KitConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The object store of one machine: a file an object, renamed into place only when it is complete and on the disk. */
@ApplicationScoped
public class DirectoryObjectStore implements ObjectStore {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Path root;
    private final Path unfinished;

    @Inject
    DirectoryObjectStore(Vertx vertx, KitConfig config) throws IOException {
        this(vertx, config.objects());
    }

    DirectoryObjectStore(Vertx vertx, Path directory) throws IOException {
        this.vertx = vertx;
        this.root = directory.toAbsolutePath().normalize();
        this.unfinished = root.resolve(".unfinished");
        Files.createDirectories(unfinished);
    }

    @Override
    public Uni<Void> put(String key, Path file) {
        return blocking(() -> {
                    force(file);
                    var target = path(key);
                    Files.createDirectories(parent(target));
                    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return key;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> put(String key, byte[] content) {
        var file = temporaryFile();
        return blocking(() -> Files.write(file, content)).chain(written -> put(key, written));
    }

    @Override
    public Uni<Optional<Long>> size(String key) {
        return blocking(() -> {
            var file = path(key);
            return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
        });
    }

    @Override
    public Uni<byte[]> read(String key) {
        return blocking(() -> Files.readAllBytes(path(key)))
                .onFailure(NoSuchFileException.class)
                .transform(_ -> new ObjectMissing(key));
    }

    @Override
    public Multi<Buffer> read(String key, long from, long length) {
        return size(key)
                .onItem()
                .transform(size -> size.orElseThrow(() -> new ObjectMissing(key)))
                .chain(_ -> vertx.fileSystem().open(path(key).toString(), new OpenOptions().setWrite(false)))
                .onItem()
                .transformToMulti(file -> chunks(file, from, length));
    }

    @Override
    public Uni<Void> delete(String key) {
        return blocking(() -> Files.deleteIfExists(path(key))).replaceWithVoid();
    }

    @Override
    public Path temporaryFile() {
        return unfinished.resolve(UUID.randomUUID().toString());
    }

    private static Multi<Buffer> chunks(AsyncFile file, long from, long length) {
        return file.setReadPos(from)
                .setReadLength(length)
                .setReadBufferSize(CHUNK_BYTES)
                .toMulti()
                .onTermination()
                .call(() -> file.close().onFailure(IllegalStateException.class).recoverWithItem((Void) null));
    }

    private Path path(String key) {
        var file = root.resolve(key).normalize();
        if (!file.startsWith(root) || file.startsWith(unfinished) || file.equals(root)) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return file;
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("not below a directory: " + file);
        }
        return parent;
    }

    private static void force(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
