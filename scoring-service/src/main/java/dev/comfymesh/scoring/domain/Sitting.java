package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Artifact;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A candidate's picture that is to be measured.
 *
 * @param notAfter when it is too late for that; null where it never is, as for a picture that was paid for
 */
public record Sitting(
        String candidateId,
        UUID attemptId,
        Artifact picture,
        @Nullable Instant notAfter) {
    Sitting(String candidateId, UUID attemptId, Artifact picture) {
        this(candidateId, attemptId, picture, null);
    }
}
