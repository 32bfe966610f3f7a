package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetHealth;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of a target.
 *
 * @param held counts the runs that it holds itself, ours and others'
 * @param files digests of what its agent has placed; null where there never was an agent
 * @param vramBytes the memory of its first device; null where it does not say
 */
public record Observation(
        Instant at,
        TargetHealth health,
        int held,
        @Nullable Set<String> files,
        @Nullable Long vramBytes) {

    /** Of a device of which nothing is known. */
    public Observation(Instant at, TargetHealth health, int held, @Nullable Set<String> files) {
        this(at, health, held, files, null);
    }
}
