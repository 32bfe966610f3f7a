package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.executor.domain.OutputKeys;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Instant;

/** Where outputs are kept for good. */
@CheckReturnValue
public interface ArtifactStore {
    /** A fresh name for a local file to read an output into. */
    Path temporaryFile();

    /** Moves a finished local file in; repeating it with the same key is harmless. */
    Uni<Void> keep(String key, Path file);

    /** Keeps a content that is no file; repeating it with the same key is harmless. */
    Uni<Void> keep(String key, byte[] content);

    /** Removes what is kept of one attempt; harmless when there is nothing, and when it was interrupted before. */
    Uni<Void> remove(OutputKeys outputs);

    /** Removes a local file that is not kept; harmless when there is none. */
    Uni<Void> discard(Path file);

    /** Removes local files that nobody has written to since then: what a process left that died in the middle. */
    Uni<Void> discardLeftovers(Instant before);
}
