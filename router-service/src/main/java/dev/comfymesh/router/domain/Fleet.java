package dev.comfymesh.router.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** All targets and what lives on them at one moment; the targets are in the order of their ids. */
public record Fleet(List<Target> targets, List<Living> living, Estimates estimates) {
    public Fleet {
        targets =
                targets.stream().sorted(Comparator.comparing(Target::targetId)).toList();
        living = living.stream().sorted(Comparator.comparing(Living::attemptId)).toList();
    }

    /**
     * The same fleet, with every ejection lifted when more than half of it is ejected: then the fault is more likely with
     * the work than with the targets, and no place at all is worse than a doubtful one.
     */
    Fleet withoutPanic(Instant now) {
        var ejected = targets.stream()
                .filter(target -> target.standing().ejectedAt(now))
                .count();
        if (ejected * 2 <= targets.size()) {
            return this;
        }
        var trusted = targets.stream()
                .map(target -> target.withStanding(Standing.CLEAN))
                .toList();
        return new Fleet(trusted, living, estimates);
    }

    /** Whether it is certain that no target can run the graph: there are some, and each is known to lack a class. */
    boolean surelyLacks(Job job) {
        return !targets.isEmpty()
                && targets.stream()
                        .allMatch(target -> target.catalogue() != null
                                && !target.lacks(job.nodeClasses()).isEmpty());
    }
}
