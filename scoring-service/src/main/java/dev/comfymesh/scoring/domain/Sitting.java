package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Artifact;
import java.util.UUID;

/** A candidate's picture that is to be measured. */
public record Sitting(String candidateId, UUID attemptId, Artifact picture) {}
