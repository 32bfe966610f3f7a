package dev.comfymesh.router.app;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt that has just ended, with what its candidate knew: the targets to avoid and the one to stay on. */
public record EndedAttempt(
        UUID attemptId,
        String candidateId,
        int number,
        String targetId,
        String digest,
        long microsPerHour,
        long reservedMicros,
        Set<String> avoided,
        @Nullable String stayOn) {
    public EndedAttempt {
        avoided = Set.copyOf(avoided);
    }
}
