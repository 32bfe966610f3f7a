package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Catalogue;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Target;
import org.jspecify.annotations.Nullable;

/** A target as the tables hold it, with what was seen of it last; {@code drain} is null unless it is being emptied. */
public record StoredTarget(
        TargetSpec spec,
        Origin origin,
        boolean cordoned,
        @Nullable Drain drain,
        Standing standing,
        @Nullable Observation observation,
        @Nullable String catalogueDigest) {

    /** Who described the target: what the configuration made, only the configuration removes. */
    public enum Origin {
        CONFIGURATION,
        REST
    }

    Target with(@Nullable Catalogue catalogue) {
        return new Target(
                spec.targetId(),
                spec.kind(),
                spec.contract(),
                spec.slots(),
                spec.microsPerHour(),
                cordoned,
                drain == null ? null : drain.revokeAt(),
                observation,
                catalogue,
                standing,
                spec.traits());
    }
}
