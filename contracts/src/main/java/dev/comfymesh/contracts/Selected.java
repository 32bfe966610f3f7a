package dev.comfymesh.contracts;

import java.util.UUID;

/** One delivered candidate; ranks count from 1, the best first. */
public record Selected(int rank, String candidateId, UUID attemptId, long seed, double score) {}
