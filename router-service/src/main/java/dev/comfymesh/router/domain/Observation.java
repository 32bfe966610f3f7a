package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetHealth;
import java.time.Instant;

/** What was last seen of a target; {@code held} counts the runs that it holds itself, ours and others'. */
public record Observation(Instant at, TargetHealth health, int held) {}
