package dev.comfymesh.scoring.domain;

import dev.comfymesh.scoring.domain.Grade.Point;
import dev.comfymesh.scoring.domain.Rule.Bound;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A profile for tests that grades by sharpness; each method answers the same with one thing changed. */
public record SampleProfile(Profile made) {
    public static final Grade BY_SHARPNESS =
            new Grade(Dimension.SHARPNESS, 1, List.of(new Point(0, 0), new Point(100, 1)));

    public static SampleProfile aProfile() {
        return new SampleProfile(new Profile(
                "test",
                "sha256:0",
                "for tests",
                new Choice(8, 0, List.of()),
                Policy.PASS,
                Set.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Combine.MEAN,
                List.of(BY_SHARPNESS)));
    }

    public static Rule rule(String code, Dimension dimension, Bound bound, double threshold, String text) {
        return new Rule(code, dimension, bound, new Threshold.Absolute(threshold), text, null);
    }

    public SampleProfile named(String name) {
        return with(name, made.choice(), made.unjudged(), made.measure(), made.unknown(), made.rules(), made.grades());
    }

    public SampleProfile choosing(int minDistanceBits, double diversity, String... relax) {
        var choice = new Choice(minDistanceBits, diversity, List.of(relax));
        return with(made.name(), choice, made.unjudged(), made.measure(), made.unknown(), made.rules(), made.grades());
    }

    public SampleProfile choosing(int minDistanceBits, double maxCosine, double diversity) {
        var choice = new Choice(minDistanceBits, maxCosine, diversity, List.of());
        return with(made.name(), choice, made.unjudged(), made.measure(), made.unknown(), made.rules(), made.grades());
    }

    public SampleProfile unjudged(Policy policy) {
        return with(made.name(), made.choice(), policy, made.measure(), made.unknown(), made.rules(), made.grades());
    }

    public SampleProfile measuring(Dimension... also) {
        return with(
                made.name(), made.choice(), made.unjudged(), Set.of(also), made.unknown(), made.rules(), made.grades());
    }

    public SampleProfile unknown(Map<Dimension, Policy> policies) {
        return with(made.name(), made.choice(), made.unjudged(), made.measure(), policies, made.rules(), made.grades());
    }

    public SampleProfile rules(Gate... rules) {
        var gates = Arrays.asList(rules);
        return with(made.name(), made.choice(), made.unjudged(), made.measure(), made.unknown(), gates, made.grades());
    }

    public SampleProfile grades(Grade... grades) {
        return with(
                made.name(),
                made.choice(),
                made.unjudged(),
                made.measure(),
                made.unknown(),
                made.rules(),
                List.of(grades));
    }

    /** To be said last. */
    public Profile weakest() {
        return new Profile(
                made.name(),
                made.digest(),
                made.description(),
                made.choice(),
                made.unjudged(),
                made.measure(),
                made.unknown(),
                made.reference(),
                made.rules(),
                Combine.WEAKEST,
                made.grades());
    }

    private static SampleProfile with(
            String name,
            Choice choice,
            Policy unjudged,
            Set<Dimension> measure,
            Map<Dimension, Policy> unknown,
            List<Gate> rules,
            List<Grade> grades) {
        return new SampleProfile(new Profile(
                name,
                "sha256:0",
                "for tests",
                choice,
                unjudged,
                measure,
                unknown,
                Map.of(),
                rules,
                Combine.MEAN,
                grades));
    }
}
