package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All targets, what lives on them, and the workflows kept away from them at one moment; the targets are in the order of their
 * ids.
 *
 * @param served by tenant
 */
public record Fleet(
        List<Target> targets,
        List<Living> living,
        Estimates estimates,
        Map<String, Quarantine> quarantines,
        Odds odds,
        Map<String, Served> served,
        InputsAtHand inputs) {
    public Fleet {
        targets =
                targets.stream().sorted(Comparator.comparing(Target::targetId)).toList();
    }

    /** Which holds no input files. */
    public Fleet(
            List<Target> targets,
            List<Living> living,
            Estimates estimates,
            Map<String, Quarantine> quarantines,
            Odds odds,
            Map<String, Served> served) {
        this(targets, living, estimates, quarantines, odds, served, new InputsAtHand());
    }

    /** With no workflow kept away. */
    public Fleet(List<Target> targets, List<Living> living, Estimates estimates) {
        this(targets, living, estimates, Map.of());
    }

    /** Of which nothing is known but how long workflows run. */
    public Fleet(List<Target> targets, List<Living> living, Estimates estimates, Map<String, Quarantine> quarantines) {
        this(targets, living, estimates, quarantines, Odds.NONE, Map.of());
    }

    /**
     * The same fleet with no more than half of what is up ejected: when more fail, the fault is more likely with the work
     * than with the targets, and no place at all is worse than a doubtful one. Those that would return first return now.
     */
    Fleet withAtMostHalfEjected(Instant now) {
        var lifted = liftedEjections(targets, now);
        if (lifted.isEmpty()) {
            return this;
        }
        var trusted = targets.stream()
                .map(target -> lifted.contains(target.targetId())
                        ? target.withStanding(target.standing().released())
                        : target)
                .toList();
        return new Fleet(trusted, living, estimates, quarantines, odds, served, inputs);
    }

    /** The targets that are used although they are ejected. */
    public static Set<String> liftedEjections(Collection<Target> targets, Instant now) {
        var up = targets.stream().filter(Target::isUp).toList();
        var ejected =
                up.stream().filter(target -> target.standing().ejectedAt(now)).toList();
        return ejected.stream()
                .sorted(Comparator.comparing(
                                (Target target) -> target.standing().ejectedUntil())
                        .thenComparing(Target::targetId))
                .limit(Math.max(0, ejected.size() - up.size() / 2))
                .map(Target::targetId)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
