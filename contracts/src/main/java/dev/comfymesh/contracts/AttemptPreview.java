package dev.comfymesh.contracts;

import java.util.UUID;

/** A small picture of a running attempt, in base64. */
public record AttemptPreview(UUID jobId, String candidateId, UUID attemptId, String mediaType, String base64)
        implements ProgressNote {}
