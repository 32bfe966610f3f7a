package dev.comfymesh.contracts;

import java.util.UUID;

/** Something about a running job that may be lost, as it stands on {@code comfymesh.progress.v1}. */
public sealed interface ProgressNote permits AttemptProgress, AttemptPreview, QueuePosition {
    UUID jobId();

    String candidateId();
}
