package dev.comfymesh.bench.routing;

import java.util.Collection;

/** The mean over some runs, with its 95 % confidence interval by Student's t; of one run alone the interval is unknown. */
public record Spread(double mean, double low, double high) {
    private static final double[] T = {
        Double.NaN, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145
    };

    static Spread of(Collection<Double> values) {
        var mean = values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
        var freedom = values.size() - 1;
        var squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        var t = freedom < T.length ? T[Math.max(0, freedom)] : 1.96;
        var half = t * Math.sqrt(squares / freedom / values.size());
        return new Spread(mean, mean - half, mean + half);
    }
}
