package dev.comfymesh.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A distribution of times, kept in microseconds to three digits and read in milliseconds. */
final class Latencies {
    private static final double MICROS_PER_MILLI = 1000;
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(DIGITS);

    /** A negative time, which two unlike clocks can make, counts as none. */
    void add(long micros) {
        histogram.recordValue(Math.max(0, micros));
    }

    long count() {
        return histogram.getTotalCount();
    }

    double p50() {
        return at(50);
    }

    double p99() {
        return at(99);
    }

    double max() {
        return at(100);
    }

    long above(Duration limit) {
        return count() - histogram.getCountBetweenValues(0, TimeUnit.NANOSECONDS.toMicros(limit.toNanos()));
    }

    private double at(double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
