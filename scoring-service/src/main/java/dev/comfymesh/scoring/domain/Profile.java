package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Examination.Refused;
import dev.comfymesh.scoring.domain.Examination.Unjudged;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges measurements by rules that reject and grades that rank; the same measurements always get the same verdict.
 *
 * @param minDistanceBits in how many bits the fingerprints of two delivered pictures differ at least; with 0 they may be
 *     the same
 * @param unjudged what becomes of a candidate that is no picture, or none that can be judged
 * @param measure what is measured beside what rules and grades need, and only stored
 * @param unknown what becomes of a candidate in which this dimension could not be measured, where a rule or grade needs it;
 *     where nothing is said, it passes
 */
public record Profile(
        String name,
        String description,
        int minDistanceBits,
        Policy unjudged,
        Set<Dimension> measure,
        Map<Dimension, Policy> unknown,
        List<Rule> rules,
        List<Grade> grades) {
    /** What becomes of a candidate that something cannot be said about. */
    public enum Policy {
        PASS,
        REJECT
    }

    /** For a profile that does not say: nearer ones are one picture to the eye, as a rule. */
    public static final int USUAL_MIN_DISTANCE_BITS = 8;

    public Profile {
        if (minDistanceBits < 0 || minDistanceBits > Long.SIZE) {
            throw new IllegalArgumentException("minDistanceBits %d is not in [0, 64]".formatted(minDistanceBits));
        }
        measure = Set.copyOf(measure);
        unknown = Map.copyOf(unknown);
        rules = List.copyOf(rules);
        grades = List.copyOf(grades);
        if (grades.isEmpty()) {
            throw new IllegalArgumentException("profile " + name + " has no grade and could rank nothing");
        }
    }

    /** What must be measured for this profile. */
    public Set<Dimension> wanted() {
        var wanted = judged();
        wanted.addAll(measure);
        return wanted;
    }

    private EnumSet<Dimension> judged() {
        var judged = EnumSet.noneOf(Dimension.class);
        rules.forEach(rule -> judged.add(rule.dimension()));
        grades.forEach(grade -> judged.add(grade.dimension()));
        return judged;
    }

    /**
     * The verdict on a file, with one reason for each broken rule, in the order of the rules, and one for each dimension that
     * is needed and unknown.
     */
    public Verdict judge(Examination examination) {
        return switch (examination) {
            case Measured measured -> judge(measured.measurements());
            case Refused(var reason) -> new Verdict(false, 0, List.of(reason));
            case Unjudged(var reason) -> new Verdict(unjudged == Policy.PASS, 0, List.of(reason));
        };
    }

    private Verdict judge(Measurements measurements) {
        var reasons = new ArrayList<Reason>();
        rules.forEach(rule -> rule.objection(measurements).ifPresent(reasons::add));
        var passed = reasons.isEmpty();
        for (var dimension : judged()) {
            var why = measurements.unknown().get(dimension);
            if (why != null) {
                reasons.add(new Reason("UNKNOWN", dimension.word(), 0, 1, why));
                passed &= unknown.getOrDefault(dimension, Policy.PASS) == Policy.PASS;
            }
        }
        return new Verdict(passed, score(measurements), reasons);
    }

    /**
     * The mean by weight of those grades whose dimension is known, rounded to four digits so that it reads well and ties are
     * real; 0 if none is.
     */
    private double score(Measurements measurements) {
        var sum = 0.0;
        var weights = 0.0;
        for (var grade : grades) {
            if (measurements.find(grade.dimension()).isPresent()) {
                sum += grade.weight() * grade.of(measurements);
                weights += grade.weight();
            }
        }
        return weights == 0 ? 0 : Math.round(sum / weights * 10_000) / 10_000.0;
    }
}
