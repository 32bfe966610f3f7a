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
        private long zeros;
        private long below;
        private double sizes;
        private double squares;
        private double signedSquares;

        /** Adds the first so many. Without a branch on the sign: nobody could foretell it, and that would cost most of all. */
        void add(float[] values, int length) {
            var newZeros = 0;
            var newBelow = 0;
            var newSizes = 0.0;
            var newSquares = 0.0;
            var newSignedSquares = 0.0;
            for (var index = 0; index < length; index++) {
                var value = values[index];
                if (value == 0) {
                    newZeros++;
                    continue;
                }
                double size = Math.abs(value);
                newBelow += Float.floatToRawIntBits(value) >>> 31;
                newSizes += size;
                newSquares += size * size;
                newSignedSquares += value * size;
            }
            count += length;
            zeros += newZeros;
            below += newBelow;
            sizes += newSizes;
            squares += newSquares;
            signedSquares += newSignedSquares;
        }

        Asymmetry fit() {
            var left = deviation((squares - signedSquares) / 2, below);
            var right = deviation((squares + signedSquares) / 2, count - zeros - below);
            var skew = left / right;
            var mean = sizes / count;
            var ratio = mean * mean / (squares / count);
            var even = skew * skew + 1;
            return new Asymmetry(shape(ratio * (skew * skew * skew + 1) * (skew + 1) / (even * even)), left, right);
        }

        private static double deviation(double squares, long count) {
            return count == 0 ? Double.NaN : Math.sqrt(Math.max(0, squares) / count);
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
