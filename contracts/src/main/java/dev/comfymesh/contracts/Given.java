package dev.comfymesh.contracts;

import java.util.UUID;

/**
 * A picture that a candidate has without a run. {@code attemptId} stands where that of a run would; no run ever has it. The size of
 * the picture is 0 by 0 where nobody has looked, and its node {@code given} where no graph has written it.
 */
public record Given(UUID attemptId, Artifact picture) {}
