package dev.comfymesh.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place where attempts can run, as the router knows it; the latest on {@code comfymesh.targets.v1} holds. {@code provider}
 * is the word for the third party whose protocol it speaks; null for a node. Key: target.
 */
public record TargetDefined(
        String targetId,
        Instant at,
        TargetKind kind,
        TargetContract contract,
        String url,
        int slots,
        long microsPerHour,
        boolean cordoned,
        @Nullable String provider) {

    /** A node of our own. */
    public TargetDefined(
            String targetId,
            Instant at,
            TargetKind kind,
            TargetContract contract,
            String url,
            int slots,
            long microsPerHour,
            boolean cordoned) {
        this(targetId, at, kind, contract, url, slots, microsPerHour, cordoned, null);
    }
}
