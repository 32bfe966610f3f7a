package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetKind;
import java.time.Duration;

/**
 * How long it takes until a target has what it does not have at hand: one model file from the memory of its host or from
 * disk, and input files by their bytes.
 */
public record Loads(Duration fromHost, Duration fromDisk, long toNodeBytesPerSecond, long toProviderBytesPerSecond) {
    public static final Loads NONE = new Loads(Duration.ZERO, Duration.ZERO);

    public Loads {
        if (toNodeBytesPerSecond < 1 || toProviderBytesPerSecond < 1) {
            throw new IllegalArgumentException("nothing is brought at %d and %d bytes a second"
                    .formatted(toNodeBytesPerSecond, toProviderBytesPerSecond));
        }
    }

    /** Where input files are brought in no time. */
    public Loads(Duration fromHost, Duration fromDisk) {
        this(fromHost, fromDisk, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    long transferMillis(long bytes, TargetKind kind) {
        var bytesPerSecond = switch (kind) {
            case NODE -> toNodeBytesPerSecond;
            case PROVIDER -> toProviderBytesPerSecond;
        };
        return bytes * 1000 / bytesPerSecond;
    }
}
