package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A place where attempts can run.
 *
 * @param slots how many of our attempts it may hold at once, running and queued
 * @param observation null until it was seen once
 * @param catalogue the node classes that it offers; null until they were read once
 */
public record Target(
        String targetId,
        TargetKind kind,
        TargetContract contract,
        int slots,
        long microsPerHour,
        boolean cordoned,
        @Nullable Observation observation,
        @Nullable Set<String> catalogue,
        Standing standing) {

    /** What this target lacks of the needed classes, in order; all of them while its catalogue is unknown. */
    Set<String> lacks(Set<String> nodeClasses) {
        var missing = new TreeSet<>(nodeClasses);
        if (catalogue != null) {
            missing.removeAll(catalogue);
        }
        return missing;
    }

    /** Whether it would be used if it were trusted. */
    boolean isUp() {
        return !cordoned && observation != null && observation.health() == TargetHealth.UP;
    }

    Target withStanding(Standing other) {
        return new Target(targetId, kind, contract, slots, microsPerHour, cordoned, observation, catalogue, other);
    }
}
