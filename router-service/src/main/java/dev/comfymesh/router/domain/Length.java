package dev.comfymesh.router.domain;

/**
 * How long runs of one workflow on targets of one grade take, as far as they were seen: the mean and the variance of the
 * logarithm of their milliseconds, in which the latest few count most.
 */
public record Length(double logMean, double logVariance, int seen) {
    public static final Length UNKNOWN = new Length(0, 0, 0);

    // Until so many were seen all count the same.
    private static final int MEMORY = 12;
    // What the first few say of the spread is little: it is taken to be as wide as is usual.
    private static final double USUAL_VARIANCE = 0.12;
    private static final double USUAL_WEIGHT = 3;

    /** What a run is thought to have taken that says little of it: the first that is plain replaces it. */
    static Length guess(long millis) {
        return new Length(StrictMath.log(Math.max(1, millis)), 0, 0);
    }

    long millis() {
        return Math.round(StrictMath.exp(logMean));
    }

    public Length plus(long millis) {
        var log = StrictMath.log(Math.max(1, millis));
        var gain = 1.0 / Math.min(seen + 1, MEMORY);
        var off = seen == 0 ? 0 : log - logMean;
        var mean = seen == 0 ? log : logMean + gain * off;
        return new Length(mean, (1 - gain) * (logVariance + gain * off * off), Math.min(seen + 1, MEMORY));
    }

    public Estimates.Estimate estimate(String shape, String grade) {
        var variance = (seen * logVariance + USUAL_WEIGHT * USUAL_VARIANCE) / (seen + USUAL_WEIGHT);
        return new Estimates.Estimate(shape, grade, millis(), Math.round(1000 * StrictMath.sqrt(variance)));
    }
}
