package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.domain.Candidate;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Outcome;
import dev.comfymesh.scoring.domain.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A pool: good specimens and thrice as many with defects, in any order. Whatever shares a photograph with a good one is
 * good, or its duplicate, so no damage is found by looking like what was damaged.
 */
public record Draw(List<Specimen> members, int good) {
    private static final int DEFECTS_FOR_EACH_GOOD = 3;

    /** At most so many good ones, from two of three photographs. */
    public static Draw of(List<Specimen> all, int mostGood, Random random) {
        var names = new ArrayList<>(all.stream().map(Specimen::photograph).distinct().toList());
        Collections.shuffle(names, random);
        var sound = new HashSet<>(names.subList(0, names.size() * 2 / 3));
        var good = some(all, mostGood, random, one -> one.defect() == null && sound.contains(one.photograph()));
        var pool = new ArrayList<>(good);
        var each = DEFECTS_FOR_EACH_GOOD * good.size() / Defect.values().length;
        for (var defect : Defect.values()) {
            var ofGood = defect == Defect.DUPLICATE;
            pool.addAll(some(
                    all,
                    each,
                    random,
                    one -> one.defect() == defect
                            && (ofGood ? isOneOf(good, one) : !sound.contains(one.photograph()))));
        }
        Collections.shuffle(pool, random);
        return new Draw(List.copyOf(pool), good.size());
    }

    private static List<Specimen> some(List<Specimen> all, int most, Random random, Predicate<Specimen> wanted) {
        var some = new ArrayList<>(all.stream().filter(wanted).toList());
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(most, some.size()));
    }

    private static boolean isOneOf(List<Specimen> good, Specimen duplicate) {
        return good.stream().anyMatch(one -> one.isPartOf(duplicate));
    }

    /** What the service would deliver of it, as many as there are good ones. */
    public List<Specimen> selected(Profile profile) {
        var candidates = new ArrayList<Candidate>();
        for (var n = 1; n <= members.size(); n++) {
            var one = members.get(n - 1);
            var verdict = profile.judge(new Measured(one.measurements(), one.fingerprint()));
            candidates.add(new Candidate(
                    String.valueOf(n),
                    n,
                    n,
                    new Judged(new UUID(0, n), verdict, one.fingerprint(), one.measurements(), null, null)));
        }
        return switch (Outcome.of(candidates, good, profile, false)) {
            case Outcome.Closed closed ->
                closed.selection().stream()
                        .map(chosen -> members.get((int) chosen.seed() - 1))
                        .toList();
            case Outcome.Unfinished _, Outcome.Short _ ->
                throw new IllegalStateException("the pool is whole and cannot grow");
        };
    }

    /** Those of the delivered that should not be: with a defect, or a duplicate beside its better. */
    public List<Specimen> wrong(List<Specimen> delivered) {
        return delivered.stream()
                .filter(one -> one.defect() != null)
                .filter(one -> one.defect() != Defect.DUPLICATE
                        || delivered.stream().anyMatch(other -> other.defect() == null && other.isPartOf(one)))
                .toList();
    }
}
