package dev.comfymesh.router.domain;

import java.time.Duration;

/** How long one model file takes that a target does not have at hand, from the memory of its host and from disk. */
public record Loads(Duration fromHost, Duration fromDisk) {
    public static final Loads NONE = new Loads(Duration.ZERO, Duration.ZERO);
}
