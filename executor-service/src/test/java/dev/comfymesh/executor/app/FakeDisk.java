package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.OutputKeys;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers which files it gave out and has not taken in or removed. */
final class FakeDisk implements ArtifactStore {
    final List<Path> unfinished = new ArrayList<>();
    final List<String> kept = new ArrayList<>();
    final List<OutputKeys> removed = new ArrayList<>();
    boolean full;

    @Override
    public Path temporaryFile() {
        var file = Path.of("file-" + (unfinished.size() + kept.size()));
        unfinished.add(file);
        return file;
    }

    @Override
    public Uni<Void> keep(String key, Path file) {
        if (full) {
            return Uni.createFrom().failure(new IllegalStateException("no space left"));
        }
        kept.add(key);
        return discard(file);
    }

    @Override
    public Uni<Void> keep(String key, byte[] content) {
        kept.add(key);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> remove(OutputKeys outputs) {
        removed.add(outputs);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> discard(Path file) {
        unfinished.remove(file);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> discardLeftovers(Instant before) {
        return Uni.createFrom().voidItem();
    }
}
