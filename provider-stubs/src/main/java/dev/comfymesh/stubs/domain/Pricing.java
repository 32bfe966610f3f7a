package dev.comfymesh.stubs.domain;

import java.time.Duration;
import java.time.Instant;

/** What a provider charges for a job that is over, in micros of a dollar. */
@FunctionalInterface
public interface Pricing {
    long micros(Job job, Instant now);

    /** Time at a price by the second; each begun micro counts. */
    static long micros(Duration time, long microsPerSecond) {
        return Math.ceilDiv(time.toMillis() * microsPerSecond, 1000L);
    }
}
