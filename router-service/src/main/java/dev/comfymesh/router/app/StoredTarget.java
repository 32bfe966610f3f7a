package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A target as the tables hold it, with what was seen of it last. */
public record StoredTarget(
        TargetSpec spec,
        Origin origin,
        boolean cordoned,
        Standing standing,
        @Nullable Observation observation,
        @Nullable String catalogueDigest) {

    /** Who described the target: what the configuration made, only the configuration removes. */
    public enum Origin {
        CONFIGURATION,
        REST
    }

    Target with(@Nullable Set<String> catalogue) {
        return new Target(
                spec.targetId(),
                spec.kind(),
                spec.contract(),
                spec.slots(),
                spec.microsPerHour(),
                cordoned,
                observation,
                catalogue,
                standing);
    }
}
