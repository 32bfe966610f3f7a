package dev.comfymesh.contracts;

import java.util.UUID;

/** How far an attempt is: step of steps within a node, and {@code fraction} in [0, 1] of the whole graph. */
public record AttemptProgress(
        UUID jobId, String candidateId, UUID attemptId, String node, int step, int steps, double fraction)
        implements ProgressNote {}
