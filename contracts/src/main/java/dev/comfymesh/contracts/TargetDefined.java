package dev.comfymesh.contracts;

import java.time.Instant;

/**
 * A place where attempts can run, as the router knows it; the latest on {@code comfymesh.targets.v1} holds. Key:
 * target.
 */
public record TargetDefined(
        String targetId,
        Instant at,
        TargetKind kind,
        TargetContract contract,
        String url,
        int slots,
        long microsPerHour,
        boolean cordoned) {}
