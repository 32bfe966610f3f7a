package dev.comfymesh.router.domain;

import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Offer.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fleet in the course of one round: what lives where, those that the round itself assigned among them. */
final class Places {
    private final Policy policy;
    private final List<Place> all = new ArrayList<>();
    private final List<Alike> groups;
    private @Nullable List<Alike> singles;
    private final Map<String, Place> byTarget = new HashMap<>();
    private final Transfers transfers;
    private boolean untried;
    private int moment;
    private final Map<String, Grade> grades = new HashMap<>();
    private final Map<Set<ModelFile>, Setup> setups = new HashMap<>();
    private final Map<Needs, Screening> screenings = new HashMap<>();
    // Most jobs share the instance of their needs: comparing it is cheaper than looking into it.
    private final Map<Needs, Screening> sameScreenings = new IdentityHashMap<>();

    Places(Fleet fleet, Collection<Candidate> waiting, Policy policy, Instant now) {
        this.policy = policy;
        this.transfers = new Transfers(fleet.inputs(), policy.loads());
        var reloads = new Reloads(waiting, fleet.targets(), policy.loads());
        for (var target : fleet.targets()) {
            var place = new Place(
                    all.size(), target, grade(target, fleet.odds()), unmet(target, now), policy, fleet, reloads, now);
            all.add(place);
            untried |= target.standing().isUntried(now);
            byTarget.put(target.targetId(), place);
        }
        for (var living : fleet.living()) {
            var place = byTarget.get(living.targetId());
            if (place != null) {
                place.holds(living);
            }
        }
        all.forEach(Place::open);
        groups = Alike.groups(all, policy.workload().foreignLimit());
    }

    private Grade grade(Target target, Odds odds) {
        return grades.computeIfAbsent(target.grade(), name -> new Grade(name, grades.size(), odds.passRate(name)));
    }

    private static boolean isOfEach(Needs needs) {
        return needs.needsAgent() || needs.demands().targets() != null;
    }

    private List<Alike> singles() {
        if (singles == null) {
            singles = Alike.singles(all, policy.workload().foreignLimit());
        }
        return singles;
    }

    private @Nullable Filter unmet(Target target, Instant now) {
        for (var filter : policy.filters()) {
            if (!filter.condition().isMet(target, now)) {
                return filter;
            }
        }
        return null;
    }

    /** In the order of the fleet. */
    List<Place> all() {
        return all;
    }

    Target target(String targetId) {
        var place = byTarget.get(targetId);
        if (place == null) {
            throw new IllegalArgumentException("not in the fleet: " + targetId);
        }
        return place.target;
    }

    /** What of a job's input files has to be brought there; null where that is nothing. */
    @Nullable
    Transfer transfer(Job job, Target target) {
        return transfers.of(job, target);
    }

    /** How many were placed so far. */
    int moment() {
        return moment;
    }

    /** Whether any has just returned, so that it is not for everybody. */
    boolean haveUntried() {
        return untried;
    }

    /** Whether not all of them are looked at for each candidate. */
    boolean areMany() {
        return all.size() > Rejections.SMALL_FLEET;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Screening screening(Needs needs) {
        var known = sameScreenings.get(needs);
        if (known != null) {
            return known;
        }
        var screening = screenings.computeIfAbsent(
                needs,
                _ -> new Screening(
                        needs,
                        policy.economy(needs.demands().policy()),
                        setups.computeIfAbsent(needs.models(), _ -> new Setup(needs, all.size())),
                        isOfEach(needs) ? singles() : groups));
        sameScreenings.put(needs, screening);
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
        place.take(assigned.living(), moment++);
        transfers.taken(assigned.candidate().job(), place.target.targetId());
    }
}
