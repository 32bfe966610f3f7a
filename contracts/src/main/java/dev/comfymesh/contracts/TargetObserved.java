package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a target saw of it; one with a lower (ownerEpoch, n) than the last is ignored. The catalogue, a JSON
 * object, lies in the object store under {@code c/<catalogueDigest>}; it is null until it was read once. Key: target.
 */
public record TargetObserved(
        String targetId,
        Instant at,
        long ownerEpoch,
        long n,
        TargetHealth health,
        Queue queue,
        Vram vram,
        List<String> loadedModels,
        @Nullable String catalogueDigest) {
    public TargetObserved {
        loadedModels = List.copyOf(loadedModels);
    }

    /** How many runs the target itself holds, ours and others'. */
    public record Queue(int running, int pending) {}

    /** Memory of the target's first device, in bytes. */
    public record Vram(long totalBytes, long freeBytes) {}
}
