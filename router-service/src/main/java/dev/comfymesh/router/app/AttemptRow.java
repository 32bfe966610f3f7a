package dev.comfymesh.router.app;

import dev.comfymesh.contracts.FailureClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of an open job that had not ended when the job was opened.
 *
 * @param uncountedBefore how many earlier attempts of its candidate do not count
 * @param failure null while it lives, and after a success
 */
public record AttemptRow(
        UUID attemptId,
        String candidateId,
        int number,
        int uncountedBefore,
        String targetId,
        String digest,
        long microsPerHour,
        long reservedMicros,
        boolean unknown,
        boolean revoked,
        @Nullable Instant endedAt,
        @Nullable FailureClass failure,
        long gpuMillis) {

    AttemptRow whenUnknown() {
        return with(true, revoked, endedAt, failure, gpuMillis);
    }

    AttemptRow whenRevoked() {
        return with(unknown, true, endedAt, failure, gpuMillis);
    }

    AttemptRow ended(@Nullable FailureClass how, long millis, Instant at) {
        return with(unknown, revoked, at, how, millis);
    }

    private AttemptRow with(
            boolean unknown,
            boolean revoked,
            @Nullable Instant endedAt,
            @Nullable FailureClass failure,
            long gpuMillis) {
        return new AttemptRow(
                attemptId,
                candidateId,
                number,
                uncountedBefore,
                targetId,
                digest,
                microsPerHour,
                reservedMicros,
                unknown,
                revoked,
                endedAt,
                failure,
                gpuMillis);
    }
}
