package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What it costs others when models make room: they are loaded again for those who wait for them, as far as no other target has
 * them at hand. Models for which nobody waits leave at no cost.
 */
final class Reloads {
    private final Loads loads;
    private final Map<ModelFile, Integer> waiting = new HashMap<>();
    private final Map<ModelFile, Integer> havers = new HashMap<>();

    Reloads(Collection<Candidate> waiting, List<Target> targets, Loads loads) {
        this.loads = loads;
        if (targets.stream().noneMatch(Reloads::isFull)) {
            return;
        }
        var byNeeds = new IdentityHashMap<Needs, Integer>();
        for (var candidate : waiting) {
            byNeeds.merge(candidate.job().needs(), 1, Integer::sum);
        }
        byNeeds.forEach(
                (needs, count) -> needs.models().forEach(model -> this.waiting.merge(model, count, Integer::sum)));
        if (!this.waiting.isEmpty()) {
            for (var target : targets) {
                atHand(target).forEach(model -> havers.merge(model, 1, Integer::sum));
            }
        }
    }

    private static boolean isFull(Target target) {
        var resident = target.traits().resident();
        return resident != null
                && !(resident.leavesDevice().isEmpty() && resident.leavesHost().isEmpty());
    }

    private static Set<ModelFile> atHand(Target target) {
        var resident = target.traits().resident();
        return resident == null ? Set.of() : resident.host().isEmpty() ? resident.device() : resident.host();
    }

    /** When something comes to the device that is not there: how long what goes for it will take to come back. */
    long fromHostMillis(Resident resident) {
        return millis(resident.leavesDevice(), loads.fromHost());
    }

    /** The same for what comes from disk. */
    long fromDiskMillis(Resident resident) {
        return millis(resident.leavesHost(), loads.fromDisk());
    }

    private long millis(Set<ModelFile> leaving, Duration each) {
        var millis = 0L;
        for (var model : leaving) {
            var wanted = waiting.getOrDefault(model, 0);
            millis += Math.min(wanted * each.toMillis() / havers.getOrDefault(model, 1), each.toMillis());
        }
        return millis;
    }
}
