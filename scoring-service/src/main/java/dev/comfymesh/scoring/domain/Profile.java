package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.Verdict;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Examination.Refused;
import dev.comfymesh.scoring.domain.Examination.Unjudged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a profile: judges measurements by gates that reject and grades that rank; the same measurements always get
 * the same verdict. Gates that compare within the pool are asked apart, once all of it is known.
 *
 * @param digest of what it says; with the name it is the version
 * @param unjudged what becomes of a candidate that is no picture, or none that can be judged
 * @param measure what is measured beside what gates and grades need, and only stored
 * @param unknown what becomes of a candidate in which this dimension could not be measured, where a rule or grade needs it;
 *     where nothing is said, it passes
 * @param reference what was measured in a picture that others are compared with
 */
public record Profile(
        String name,
        String digest,
        String description,
        Choice choice,
        Policy unjudged,
        Set<Dimension> measure,
        Map<Dimension, Policy> unknown,
        Map<Dimension, Double> reference,
        List<Gate> rules,
        Combine combine,
        List<Grade> grades) {
    public Profile {
        measure = Set.copyOf(measure);
        unknown = ordered(unknown);
        reference = ordered(reference);
        rules = List.copyOf(rules);
        grades = List.copyOf(grades);
        if (grades.isEmpty()) {
            throw new IllegalArgumentException("profile " + name + " has no grade and could rank nothing");
        }
    }

    /** Name and digest: names this version for ever. */
    public String ref() {
        return name + "@" + digest;
    }

    /** What must be measured for this profile. */
    public Set<Dimension> wanted() {
        var wanted = judged();
        rules.forEach(gate -> wanted.addAll(gate.dimensions()));
        wanted.addAll(measure);
        return wanted;
    }

    /** What is compared with what was measured in a reference picture. */
    public Set<Dimension> compared() {
        var compared = EnumSet.noneOf(Dimension.class);
        for (var gate : rules) {
            if (gate instanceof Rule rule && rule.threshold().comparesReference()) {
                compared.add(rule.dimension());
            }
        }
        return compared;
    }

    /** Whether the pictures of a pool are compared by their embeddings. */
    public boolean comparesEmbeddings() {
        return choice.comparesEmbeddings();
    }

    /** Whether any gate can be asked only once all of a pool is known. */
    public boolean comparesPool() {
        return rules.stream().anyMatch(Gate::comparesPool);
    }

    /**
     * The verdict on a file, with one reason for each broken gate, in their order, and one for each dimension that is needed
     * and unknown.
     */
    public Verdict judge(Examination examination) {
        return switch (examination) {
            case Measured measured -> judge(measured.measurements());
            case Refused(var reason) -> new Verdict(false, 0, List.of(reason));
            case Unjudged(var reason) -> new Verdict(unjudged != Policy.REJECT, 0, List.of(reason));
        };
    }

    /** Why a candidate that passed by itself does not pass within its pool; empty when it does. */
    public Optional<Reason> compare(Subject subject) {
        return rules.stream()
                .filter(Gate::comparesPool)
                .map(gate -> gate.ask(subject))
                .filter(this::rejects)
                .findFirst()
                .map(Finding::reason);
    }

    /** What each gate says, in their order. */
    public List<Finding> findings(Subject subject) {
        return rules.stream().map(gate -> gate.ask(subject)).toList();
    }

    private Verdict judge(Measurements measurements) {
        var subject = Subject.alone(measurements);
        var findings = rules.stream()
                .filter(gate -> !gate.comparesPool())
                .map(gate -> gate.ask(subject))
                .toList();
        var reasons = new ArrayList<Reason>();
        findings.stream().filter(this::isNoted).map(Finding::reason).forEach(reasons::add);
        var passed = findings.stream().noneMatch(this::rejects);
        for (var dimension : judged()) {
            var policy = policy(dimension);
            if (measurements.find(dimension).isEmpty() && policy != Policy.IGNORE) {
                var gap = measurements.gap(dimension);
                reasons.add(new Reason(gap.cause().name(), dimension.word(), 0, 1, gap.why()));
                passed &= policy == Policy.PASS;
            }
        }
        return new Verdict(passed, score(measurements), reasons);
    }

    private boolean rejects(Finding finding) {
        return switch (finding.state()) {
            case KEPT -> false;
            case BROKEN -> true;
            case UNKNOWN, MODEL_UNAVAILABLE -> policy(finding.gate()) == Policy.REJECT;
        };
    }

    /** That the dimension of a rule was not measured is noted once for all rules. */
    private boolean isNoted(Finding finding) {
        return switch (finding.state()) {
            case KEPT -> false;
            case BROKEN -> true;
            case UNKNOWN, MODEL_UNAVAILABLE ->
                policy(finding.gate()) != Policy.IGNORE
                        && (finding.gate() instanceof Statement || finding.measured() != null);
        };
    }

    private Policy policy(Gate gate) {
        return switch (gate) {
            case Rule rule -> policy(rule.dimension());
            case Statement statement -> statement.unknown();
        };
    }

    private Policy policy(Dimension dimension) {
        return unknown.getOrDefault(dimension, Policy.PASS);
    }

    /** What rules and grades need. */
    private EnumSet<Dimension> judged() {
        var judged = EnumSet.noneOf(Dimension.class);
        rules.stream().filter(Rule.class::isInstance).forEach(rule -> judged.addAll(rule.dimensions()));
        grades.forEach(grade -> judged.add(grade.dimension()));
        return judged;
    }

    /** Of those grades whose dimension is known, rounded to four digits so that it reads well and ties are real. */
    private double score(Measurements measurements) {
        var known = grades.stream()
                .filter(grade -> measurements.find(grade.dimension()).isPresent())
                .toList();
        return Math.round(combine.of(known, measurements) * 10_000) / 10_000.0;
    }

    private static <T> Map<Dimension, T> ordered(Map<Dimension, T> map) {
        var ordered = new EnumMap<Dimension, T>(Dimension.class);
        ordered.putAll(map);
        return Collections.unmodifiableMap(ordered);
    }
}
