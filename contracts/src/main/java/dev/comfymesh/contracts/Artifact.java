package dev.comfymesh.contracts;

import org.jspecify.annotations.Nullable;

/**
 * One stored output file: complete, of the stated type by content, with the stated digest (64 lower-case hex digits).
 * Width and height are 0 where the file has none; {@code node} is the graph node that wrote it. {@code name} is what the target
 * called it: for people, never for a path. A {@code kind} that is absent stands for a result.
 */
public record Artifact(
        String key,
        String mediaType,
        long bytes,
        String sha256,
        int width,
        int height,
        String node,
        @Nullable String name,
        @Nullable ArtifactKind kind) {
    public Artifact(String key, String mediaType, long bytes, String sha256, int width, int height, String node) {
        this(key, mediaType, bytes, sha256, width, height, node, null, null);
    }
}
