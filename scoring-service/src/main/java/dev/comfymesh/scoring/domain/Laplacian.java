package dev.comfymesh.scoring.domain;

import static dev.comfymesh.scoring.domain.Smoothed.mirrored;

/**
 * The 4-neighbour Laplacian of luma, mirrored at the edges, of the picture reduced to this side and smoothed so often: how much
 * detail there is, the finest without smoothing.
 */
public record Laplacian(int maxSide, int smoothings) implements Feature<Laplacian.Plane> {
    /** The calm parts that speak for the noise of a picture have a little less than its mean. */
    private static final double MEAN_OVER_CALM = 1.2;

    /** Row by row; the values are to be read alone. */
    public record Plane(int width, int height, float[] values) {
        /** Of all pixels alike. */
        public double variance() {
            var sum = 0.0;
            var squares = 0.0;
            for (var value : values) {
                sum += value;
                squares += (double) value * value;
            }
            var mean = sum / values.length;
            return squares / values.length - mean * mean;
        }

        /** Of pixels that weigh as much as this says, row by row. */
        public double variance(double[] weights) {
            var weight = 0.0;
            var sum = 0.0;
            var squares = 0.0;
            for (var index = 0; index < values.length; index++) {
                weight += weights[index];
                sum += weights[index] * values[index];
                squares += weights[index] * values[index] * values[index];
            }
            var mean = sum / weight;
            return squares / weight - mean * mean;
        }
    }

    @Override
    public Plane of(Features features) {
        var plane = features.of(new Smoothed(maxSide, smoothings));
        var width = plane.width();
        var height = plane.height();
        var luma = plane.values();
        var values = new float[luma.length];
        for (var y = 0; y < height; y++) {
            var above = mirrored(y - 1, height) * width;
            var below = mirrored(y + 1, height) * width;
            var row = y * width;
            for (var x = 0; x < width; x++) {
                values[row + x] = luma[above + x]
                        + luma[below + x]
                        + luma[row + mirrored(x - 1, width)]
                        + luma[row + mirrored(x + 1, width)]
                        - 4 * luma[row + x];
            }
        }
        return new Plane(width, height, values);
    }

    /** The variance that is expected of nothing but noise that was estimated to deviate by this. */
    public double ofNoise(double deviation) {
        return MEAN_OVER_CALM * gain() * deviation * deviation;
    }

    /** The sum of the squares of the kernel: d b' + b d', where b smooths and d takes the second difference of that. */
    double gain() {
        double[] smooth = {1};
        for (var time = 0; time < smoothings; time++) {
            smooth = convolved(smooth, 0.25, 0.5, 0.25);
        }
        var differences = convolved(smooth, 1, -2, 1);
        var widened = convolved(smooth, 0, 1, 0);
        return 2 * dot(differences, differences) * dot(widened, widened)
                + 2 * dot(differences, widened) * dot(differences, widened);
    }

    private static double[] convolved(double[] values, double before, double middle, double after) {
        var convolved = new double[values.length + 2];
        for (var index = 0; index < values.length; index++) {
            convolved[index] += before * values[index];
            convolved[index + 1] += middle * values[index];
            convolved[index + 2] += after * values[index];
        }
        return convolved;
    }

    private static double dot(double[] one, double[] other) {
        var sum = 0.0;
        for (var index = 0; index < one.length; index++) {
            sum += one[index] * other[index];
        }
        return sum;
    }
}
