package dev.comfymesh.testkit.check;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a client's own history: what a tenant did at the edge of the mesh, or saw there.
 *
 * @param subject the idempotency key of a submit; what was asked for otherwise
 * @param jobId the job of a submit, as the 202 named it
 * @param text the secret word in a submitted prompt; otherwise all that was answered
 */
public record ClientNote(
        Instant at,
        String tenant,
        Kind kind,
        String subject,
        @Nullable UUID jobId,
        String text) {
    /** What a line tells of. */
    public enum Kind {
        SUBMITTED,
        SAW
    }
}
