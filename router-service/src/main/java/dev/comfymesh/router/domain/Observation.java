package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetHealth;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of a target.
 *
 * @param held counts the runs that it holds itself, ours and others'
 * @param files digests of what its agent has placed; null where there is no agent
 */
public record Observation(
        Instant at, TargetHealth health, int held, @Nullable Set<String> files) {}
