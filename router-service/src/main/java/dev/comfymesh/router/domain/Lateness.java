package dev.comfymesh.router.domain;

/**
 * What it is worth to be in time, in micros of a US dollar: so much for being late at all, and so much for each second of
 * it. It is expected over the spread of the run's length, in as many equally likely cases as there are quantiles here.
 */
public record Lateness(long missMicros, long microsPerSecond) {
    public static final Lateness NONE = new Lateness(0, 0);

    // The 10th, 30th, 50th, 70th and 90th percentile of a normal distribution.
    private static final double[] CASES = {-1.2816, -0.5244, 0, 0.5244, 1.2816};

    /**
     * What the end may cost that is due in so much time.
     *
     * @param certainMillis passes before the run proper begins
     * @param spreadPerMille the deviation of the logarithm of its length, in thousandths
     */
    long micros(long certainMillis, long serviceMillis, long spreadPerMille, long leftMillis) {
        if (this.equals(NONE)) {
            return 0;
        }
        if (spreadPerMille == 0) {
            return micros(certainMillis + serviceMillis - leftMillis);
        }
        var sum = 0L;
        for (var deviation : CASES) {
            var length = serviceMillis * StrictMath.exp(deviation * spreadPerMille / 1000);
            sum += micros(certainMillis + Math.round(length) - leftMillis);
        }
        return sum / CASES.length;
    }

    private long micros(long lateMillis) {
        return lateMillis <= 0 ? 0 : missMicros + Math.ceilDiv(microsPerSecond * lateMillis, 1000);
    }
}
