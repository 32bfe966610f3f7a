package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Examination.Refused;
import dev.comfymesh.scoring.domain.Examination.Unjudged;
import java.util.List;

/**
 * Judges measurements by rules that reject and grades that rank; the same measurements always get the same verdict.
 *
 * @param minDistanceBits in how many bits the fingerprints of two delivered pictures differ at least; with 0 they may be
 *     the same
 * @param unjudged what becomes of a candidate that is no picture, or none that can be judged
 */
public record Profile(
        String name, String description, int minDistanceBits, Policy unjudged, List<Rule> rules, List<Grade> grades) {
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
        rules = List.copyOf(rules);
        grades = List.copyOf(grades);
        if (grades.isEmpty()) {
            throw new IllegalArgumentException("profile " + name + " has no grade and could rank nothing");
        }
    }

    /** The verdict on a file, with one reason for each broken rule, in the order of the rules. */
    public Verdict judge(Examination examination) {
        return switch (examination) {
            case Measured measured -> judge(measured.measurements());
            case Refused(var reason) -> new Verdict(false, 0, List.of(reason));
            case Unjudged(var reason) -> new Verdict(unjudged == Policy.PASS, 0, List.of(reason));
        };
    }

    private Verdict judge(Measurements measurements) {
        List<Reason> reasons = rules.stream()
                .flatMap(rule -> rule.objection(measurements).stream())
                .toList();
        return new Verdict(reasons.isEmpty(), score(measurements), reasons);
    }

    /** The mean of the grades by weight, rounded to four digits so that it reads well and ties are real. */
    private double score(Measurements measurements) {
        var sum = 0.0;
        var weights = 0.0;
        for (var grade : grades) {
            sum += grade.weight() * grade.of(measurements);
            weights += grade.weight();
        }
        return Math.round(sum / weights * 10_000) / 10_000.0;
    }
}
