package dev.comfymesh.scoring.domain.natural;

/** The gamma function of positive numbers, by Lanczos' approximation; the same bits on every machine. */
final class Gamma {
    private static final double G = 7;
    private static final double[] COEFFICIENTS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private Gamma() {}

    static double of(double x) {
        if (x < 0.5) {
            return Math.PI / (StrictMath.sin(Math.PI * x) * of(1 - x));
        }
        var sum = COEFFICIENTS[0];
        for (var index = 1; index < COEFFICIENTS.length; index++) {
            sum += COEFFICIENTS[index] / (x - 1 + index);
        }
        var base = x - 0.5 + G;
        return StrictMath.sqrt(2 * Math.PI) * StrictMath.pow(base, x - 0.5) * StrictMath.exp(-base) * sum;
    }
}
