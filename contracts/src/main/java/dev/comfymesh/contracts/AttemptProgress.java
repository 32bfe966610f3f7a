package dev.comfymesh.contracts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt is: step of steps within a node, {@code fraction} in [0, 1] of the whole graph, the time that such runs
 * still took from here, and every node that has begun.
 */
public record AttemptProgress(
        UUID jobId,
        String candidateId,
        UUID attemptId,
        String node,
        int step,
        int steps,
        double fraction,
        @Nullable Long remainingMillis,
        @Nullable List<NodeProgress> nodes)
        implements ProgressNote {
    public AttemptProgress {
        nodes = nodes == null ? null : List.copyOf(nodes);
    }

    public AttemptProgress(
            UUID jobId, String candidateId, UUID attemptId, String node, int step, int steps, double fraction) {
        this(jobId, candidateId, attemptId, node, step, steps, fraction, null, null);
    }
}
