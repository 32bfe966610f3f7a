package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Rejections.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fleet in the course of one round: what lives where, those that the round itself assigned among them. */
final class Places {
    private final Policy policy;
    private final List<Place> all = new ArrayList<>();
    private final Map<String, Place> byTarget = new HashMap<>();
    private final Rejections unsound;
    private final Map<Set<String>, Screening> screenings = new HashMap<>();
    // Most jobs share the instance of their set: comparing it is cheaper than looking into it.
    private final Map<Set<String>, Screening> sameScreenings = new IdentityHashMap<>();

    Places(Fleet fleet, Policy policy, Instant now) {
        this.policy = policy;
        var tally = new Tally();
        for (var target : fleet.targets()) {
            var sound = isSound(target, now, tally);
            var place = new Place(target, sound, policy.workload(), fleet.estimates(), now);
            all.add(place);
            byTarget.put(target.targetId(), place);
        }
        for (var living : fleet.living()) {
            var place = byTarget.get(living.targetId());
            if (place != null) {
                place.holds(living);
            }
        }
        all.forEach(Place::open);
        unsound = tally.rejections();
    }

    private boolean isSound(Target target, Instant now, Tally tally) {
        for (var filter : policy.filters()) {
            if (!filter.condition().isMet(target, now)) {
                tally.add(target, filter.objection(), () -> filter.explanation().apply(target));
                return false;
            }
        }
        return true;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Screening screening(Set<String> nodeClasses) {
        var known = sameScreenings.get(nodeClasses);
        if (known != null) {
            return known;
        }
        var screening = screenings.computeIfAbsent(
                nodeClasses,
                _ -> new Screening(nodeClasses, all, unsound, policy.workload().foreignLimit()));
        sameScreenings.put(nodeClasses, screening);
        return screening;
    }

    /** Whether any of those that were screened for has room left. */
    boolean haveRoom() {
        for (var screening : screenings.values()) {
            if (screening.hasRoom()) {
                return true;
            }
        }
        return false;
    }

    void take(Assigned assigned) {
        var place = byTarget.get(assigned.chosen().targetId());
        if (place == null) {
            throw new IllegalArgumentException(
                    "not in the fleet: " + assigned.chosen().targetId());
        }
        place.take(assigned.living());
    }
}
