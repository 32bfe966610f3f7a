package dev.comfymesh.bench;

import java.util.List;

/** How often something happened per second. */
final class Rate {
    private static final double MICROS_PER_SECOND = 1e6;

    private Rate() {}

    /**
     * From moments in microseconds, of which many may be the same: those of the first moment only begin the time. NaN when
     * all happened at once.
     */
    static double perSecond(List<Long> moments) {
        var seen = moments.stream().mapToLong(moment -> moment).summaryStatistics();
        var after = moments.stream().filter(moment -> moment > seen.getMin()).count();
        return after == 0 ? Double.NaN : after * MICROS_PER_SECOND / (seen.getMax() - seen.getMin());
    }
}
