package dev.comfymesh.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a target saw of it; one with a lower (ownerEpoch, n) than the last is ignored. The catalogue, a JSON
 * object, lies in the object store under {@code c/<catalogueDigest>}; it is null until it was read once. {@code files} are the
 * digests of what the node's agent has placed. Key: target.
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
        @Nullable String catalogueDigest,
        @Nullable Machine machine,
        @Nullable List<String> files,
        @Nullable Long freeDiskBytes) {
    public TargetObserved {
        loadedModels = List.copyOf(loadedModels);
        files = files == null ? null : List.copyOf(files);
    }

    /** Of a target whose machine is unknown and which has no agent. */
    public TargetObserved(
            String targetId,
            Instant at,
            long ownerEpoch,
            long n,
            TargetHealth health,
            Queue queue,
            Vram vram,
            List<String> loadedModels,
            @Nullable String catalogueDigest) {
        this(targetId, at, ownerEpoch, n, health, queue, vram, loadedModels, catalogueDigest, null, null, null);
    }

    /** What the target runs on; a text is empty where the target does not say. */
    public record Machine(
            String comfyVersion, String pythonVersion, String torchVersion, String device, String deviceType) {}

    /** How many runs the target itself holds, ours and others'. */
    public record Queue(int running, int pending) {}

    /** Memory of the target's first device, in bytes. */
    public record Vram(long totalBytes, long freeBytes) {}
}
