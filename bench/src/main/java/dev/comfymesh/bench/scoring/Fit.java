package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.domain.Choice;
import dev.comfymesh.scoring.domain.Combine;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Grade;
import dev.comfymesh.scoring.domain.Grade.Point;
import dev.comfymesh.scoring.domain.Policy;
import dev.comfymesh.scoring.domain.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Grades as they follow from specimens by one rule, so that they can be tried on others: 1 for what nine of ten good ones
 * are at least as good as, a half for the worst good one, 0 for the median of those with the defect that the dimension tells.
 */
public enum Fit {
    SHARPNESS(Dimension.SHARPNESS, -1, Defect.BLUR),
    NOISE(Dimension.NOISE, 1, Defect.NOISE),
    BLOCKINESS(Dimension.BLOCKINESS, 1, Defect.JPEG),
    BANDING(Dimension.BANDING, 1, Defect.BANDING),
    CLIPPING(Dimension.CLIPPING, 1, Defect.EXPOSURE),
    FLATNESS(Dimension.FLATNESS, 1, Defect.CUT),
    GAPS(Dimension.GAPS, 1, Defect.EXPOSURE),
    ENLARGEMENT(Dimension.ENLARGEMENT, 1, Defect.DOWNSCALE);

    private static final double USUAL = 0.9;
    /** Apart enough for a line. */
    private static final double LEAST_STEP = 1e-6;

    private final Dimension dimension;
    private final int worse;
    private final Defect tells;

    Fit(Dimension dimension, int worse, Defect tells) {
        this.dimension = dimension;
        this.worse = worse;
        this.tells = tells;
    }

    /** A profile of such grades alone, without those of some dimensions. */
    public static Profile profile(List<Specimen> specimens, Set<Dimension> without) {
        var grades = Stream.of(values())
                .filter(fit -> !without.contains(fit.dimension))
                .map(fit -> fit.grade(specimens))
                .toList();
        return new Profile(
                "fitted",
                "sha256:0",
                "",
                new Choice(Choice.USUAL_MIN_DISTANCE_BITS, 0, List.of()),
                Policy.PASS,
                Set.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Combine.WEAKEST,
                grades);
    }

    private Grade grade(List<Specimen> specimens) {
        var good = badness(specimens, one -> one.defect() == null);
        var usual = quantile(good, USUAL);
        var worst = Math.max(quantile(good, 1), usual + LEAST_STEP);
        var spoiled = quantile(badness(specimens, one -> one.defect() == tells), 0.5);
        // Where damage is no worse than the worst good one, the line goes on as it began.
        var none = spoiled > worst ? spoiled : 2 * worst - usual;
        var points = new ArrayList<>(
                List.of(new Point(worse * usual, 1), new Point(worse * worst, 0.5), new Point(worse * none, 0)));
        if (worse < 0) {
            Collections.reverse(points);
        }
        return new Grade(dimension, 1, points);
    }

    /** What was measured, in order, so that more is worse. */
    private double[] badness(List<Specimen> specimens, Predicate<Specimen> wanted) {
        return specimens.stream()
                .filter(wanted)
                .flatMapToDouble(one -> one.measurements().find(dimension).stream())
                .map(value -> worse * value)
                .sorted()
                .toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
