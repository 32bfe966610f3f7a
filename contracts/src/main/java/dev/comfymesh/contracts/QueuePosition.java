package dev.comfymesh.contracts;

import java.util.UUID;

/** How many candidates wait before this one; 0 is next. */
public record QueuePosition(UUID jobId, String candidateId, int position) implements ProgressNote {}
