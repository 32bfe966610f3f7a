package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.Sha256;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Uploads and their objects in memory. */
final class UploadShelf implements UploadStore {
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final List<Path> discarded = new ArrayList<>();
    private boolean full;

    void has(String tenantId, byte[] content) {
        var upload = new Upload(tenantId, Sha256.of(content), "text/plain", content.length, Instant.EPOCH);
        uploads.put(upload.key(), upload);
        keys.add(upload.key());
    }

    void loses(byte[] content) {
        keys.removeIf(key -> key.endsWith(Sha256.of(content)));
    }

    void isFull() {
        full = true;
    }

    List<Path> discarded() {
        return discarded;
    }

    @Override
    public Uni<Boolean> reserve(Upload upload, long capBytes) {
        return Uni.createFrom().item(!full);
    }

    @Override
    public Uni<Upload> stored(Upload upload) {
        uploads.put(upload.key(), upload);
        return Uni.createFrom().item(upload);
    }

    @Override
    public Uni<Optional<Upload>> use(String tenantId, String sha256) {
        return find(tenantId, sha256);
    }

    @Override
    public Uni<Optional<Upload>> find(String tenantId, String sha256) {
        return Uni.createFrom().item(Optional.ofNullable(uploads.get(Upload.key(tenantId, sha256))));
    }

    @Override
    public Uni<Boolean> delete(String tenantId, String sha256) {
        return Uni.createFrom().item(uploads.remove(Upload.key(tenantId, sha256)) != null);
    }

    @Override
    public Uni<Void> makeRoom(String tenantId, long bytes) {
        return Uni.createFrom().voidItem();
    }

    ObjectStore objects() {
        return new ObjectStore() {
            @Override
            public Uni<Void> put(String key, Path file) {
                keys.add(key);
                return Uni.createFrom().voidItem();
            }

            @Override
            public Uni<Void> put(String key, byte[] content) {
                keys.add(key);
                return Uni.createFrom().voidItem();
            }

            @Override
            public Uni<Optional<Long>> size(String key) {
                return Uni.createFrom()
                        .item(Optional.ofNullable(uploads.get(key))
                                .filter(_ -> keys.contains(key))
                                .map(Upload::bytes));
            }

            @Override
            public Uni<byte[]> read(String key) {
                throw new AssertionError("nobody reads what is gathered");
            }

            @Override
            public Multi<Buffer> read(String key, long from, long length) {
                throw new AssertionError("nobody reads what is gathered");
            }

            @Override
            public Uni<Void> delete(String key) {
                keys.remove(key);
                return Uni.createFrom().voidItem();
            }

            @Override
            public Path temporaryFile() {
                return Path.of("fetched");
            }

            @Override
            public Uni<Void> discard(Path file) {
                discarded.add(file);
                return Uni.createFrom().voidItem();
            }
        };
    }
}
