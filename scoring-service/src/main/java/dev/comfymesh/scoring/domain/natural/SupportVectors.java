package dev.comfymesh.scoring.domain.natural;

/**
 * A support vector regression with radial kernels.
 *
 * @param least of each feature as it was trained; it becomes -1
 * @param greatest of each feature as it was trained; it becomes 1
 */
public record SupportVectors(
        float[] least, float[] greatest, float[][] vectors, double[] weights, double rho, double gamma) {
    double predict(float[] features) {
        var scaled = new float[features.length];
        for (var index = 0; index < scaled.length; index++) {
            scaled[index] = -1 + 2 * (features[index] - least[index]) / (greatest[index] - least[index]);
        }
        var sum = -rho;
        for (var index = 0; index < vectors.length; index++) {
            sum += weights[index] * StrictMath.exp(-gamma * distance(scaled, vectors[index]));
        }
        return sum;
    }

    private static double distance(float[] one, float[] other) {
        var distance = 0.0;
        for (var index = 0; index < one.length; index++) {
            var difference = (double) one[index] - other[index];
            distance += difference * difference;
        }
        return distance;
    }
}
