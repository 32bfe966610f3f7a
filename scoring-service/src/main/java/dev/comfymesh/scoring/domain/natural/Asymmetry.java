package dev.comfymesh.scoring.domain.natural;

/**
 * A generalised Gaussian with two sides, fitted by moments to some numbers: zeros belong to neither side. Its parameters are
 * NaN when a side is empty.
 *
 * @param shape 2 is a Gaussian, 1 a Laplacian; in steps of a thousandth
 * @param left standard deviation of what is below zero
 * @param right standard deviation of what is above
 */
record Asymmetry(double shape, double left, double right) {
    private static final double LEAST_SHAPE = 0.2;
    private static final double STEP = 0.001;
    private static final double[] RATIOS = ratios();

    /** Sums over the numbers that are fitted, in the order in which they come. */
    static final class Sums {
        private long count;
        private long below;
        private long above;
        private double belowSquares;
        private double aboveSquares;
        private double sizes;

        void add(double value) {
            count++;
            if (value > 0) {
                above++;
                aboveSquares += value * value;
                sizes += value;
            } else if (value < 0) {
                below++;
                belowSquares += value * value;
                sizes -= value;
            }
        }

        Asymmetry fit() {
            var left = Math.sqrt(belowSquares / below);
            var right = Math.sqrt(aboveSquares / above);
            var skew = left / right;
            var mean = sizes / count;
            var ratio = mean * mean / ((belowSquares + aboveSquares) / count);
            var even = skew * skew + 1;
            return new Asymmetry(shape(ratio * (skew * skew * skew + 1) * (skew + 1) / (even * even)), left, right);
        }
    }

    /** The distance of the mean from zero. */
    double mean() {
        return (right - left) * Gamma.of(2 / shape) / Gamma.of(1 / shape) * scale();
    }

    /** What turns a standard deviation into the scale parameter of the distribution. */
    double scale() {
        return Math.sqrt(Gamma.of(1 / shape) / Gamma.of(3 / shape));
    }

    /** The shape whose ratio is nearest; ratios rise with shapes. */
    private static double shape(double ratio) {
        if (Double.isNaN(ratio)) {
            return Double.NaN;
        }
        var low = 0;
        var high = RATIOS.length - 1;
        while (low < high) {
            var middle = (low + high) / 2;
            if (RATIOS[middle] < ratio) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        var nearest = low > 0 && ratio - RATIOS[low - 1] <= RATIOS[low] - ratio ? low - 1 : low;
        return LEAST_SHAPE + nearest * STEP;
    }

    private static double[] ratios() {
        var ratios = new double[9_801];
        for (var index = 0; index < ratios.length; index++) {
            var shape = LEAST_SHAPE + index * STEP;
            var middle = Gamma.of(2 / shape);
            ratios[index] = middle * middle / (Gamma.of(1 / shape) * Gamma.of(3 / shape));
        }
        return ratios;
    }
}
