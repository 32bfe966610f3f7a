package dev.comfymesh.bench.scoring;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Panel;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each dimension does as pictures are spoiled: whether it moves with the level, and by how much.
 *
 * @param correlation mean over the pictures of the rank correlation of the value with the level, from the untouched picture on
 * @param effect mean change from the untouched picture to the last level
 */
public record Sensitivity(double correlation, double effect) {
    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);

    public static Map<Degradation, Map<Dimension, Sensitivity>> of(List<Photograph> photographs, Panel panel) {
        var matrix = new EnumMap<Degradation, Map<Dimension, Sensitivity>>(Degradation.class);
        for (var degradation : Degradation.values()) {
            var ladders = photographs.parallelStream()
                    .map(photograph -> ladder(photograph.image(), degradation, panel))
                    .toList();
            matrix.put(degradation, of(ladders));
        }
        return matrix;
    }

    /** The measured values of the untouched picture and of each level; of dimensions that are known throughout. */
    private static Map<Dimension, double[]> ladder(BufferedImage image, Degradation degradation, Panel panel) {
        var steps = new ArrayList<Map<Dimension, Double>>();
        steps.add(panel.measure(Photograph.picture(image), ALL).values());
        for (var level : degradation.levels()) {
            var spoiled = Photograph.picture(degradation.spoil(image, level));
            steps.add(panel.measure(spoiled, ALL).values());
        }
        var ladder = new EnumMap<Dimension, double[]>(Dimension.class);
        for (var dimension : ALL) {
            if (steps.stream().allMatch(step -> step.containsKey(dimension))) {
                ladder.put(
                        dimension,
                        steps.stream().mapToDouble(step -> step.get(dimension)).toArray());
            }
        }
        return ladder;
    }

    private static Map<Dimension, Sensitivity> of(List<Map<Dimension, double[]>> ladders) {
        var sensitivities = new EnumMap<Dimension, Sensitivity>(Dimension.class);
        for (var dimension : ALL) {
            var known = ladders.stream()
                    .flatMap(ladder -> Stream.ofNullable(ladder.get(dimension)))
                    .toList();
            sensitivities.put(
                    dimension,
                    new Sensitivity(
                            known.stream()
                                    .mapToDouble(Sensitivity::withLevel)
                                    .average()
                                    .orElse(Double.NaN),
                            known.stream()
                                    .mapToDouble(Sensitivity::change)
                                    .average()
                                    .orElse(Double.NaN)));
        }
        return sensitivities;
    }

    private static double withLevel(double[] values) {
        var levels = new double[values.length];
        Arrays.setAll(levels, index -> index);
        return Ranks.correlation(levels, values);
    }

    private static double change(double[] values) {
        return values[values.length - 1] - values[0];
    }
}
