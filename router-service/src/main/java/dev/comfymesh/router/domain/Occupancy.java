package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Decision.Assigned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What lives where in the course of one round, those that the round itself assigned among them. */
final class Occupancy {
    private final Fleet fleet;
    private final Workload workload;
    private final Instant now;
    private final Map<String, List<Living>> byTarget = new HashMap<>();
    private final Map<String, Boolean> room = new HashMap<>();

    Occupancy(Fleet fleet, Workload workload, Instant now) {
        this.fleet = fleet;
        this.workload = workload;
        this.now = now;
        fleet.living().forEach(this::add);
    }

    List<Living> on(Target target) {
        return byTarget.getOrDefault(target.targetId(), List.of());
    }

    boolean hasRoom(Target target) {
        return room.computeIfAbsent(
                target.targetId(), _ -> workload.hasRoom(target, on(target), fleet.estimates(), now));
    }

    void add(Assigned assigned) {
        room.remove(assigned.chosen().targetId());
        add(assigned.living());
    }

    private void add(Living living) {
        byTarget.computeIfAbsent(living.targetId(), _ -> new ArrayList<>()).add(living);
    }
}
