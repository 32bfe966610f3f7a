package dev.comfymesh.bench.scoring;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Rank correlation after Spearman; equal values share the mean of their ranks. */
final class Ranks {
    private Ranks() {}

    /** From -1 to 1; 0 when either side has one value only. */
    static double correlation(double[] one, double[] other) {
        var first = ranks(one);
        var second = ranks(other);
        var mean = (one.length - 1) / 2.0;
        var product = 0.0;
        var firstSquares = 0.0;
        var secondSquares = 0.0;
        for (var index = 0; index < one.length; index++) {
            product += (first[index] - mean) * (second[index] - mean);
            firstSquares += Math.pow(first[index] - mean, 2);
            secondSquares += Math.pow(second[index] - mean, 2);
        }
        return firstSquares == 0 || secondSquares == 0 ? 0 : product / Math.sqrt(firstSquares * secondSquares);
    }

    private static double[] ranks(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(index -> {
                    var below = Arrays.stream(values)
                            .filter(value -> value < values[index])
                            .count();
                    var equal = Arrays.stream(values)
                            .filter(value -> value == values[index])
                            .count();
                    return below + (equal - 1) / 2.0;
                })
                .toArray();
    }
}
